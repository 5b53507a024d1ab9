using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

/// <summary>What all kinds of collections answer.</summary>
internal static class CollectionFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("length", [OfAny("value")], a => Value.Number(Size(a))),
        Function("empty", [OfAny("collection")], a => Value.Bool(Size(a) == 0)),
        Function("alltrue", [OfAny("collection")], a => Value.Bool(a.Sequence(0).All(e => e.Equals(Value.True)))),
        Function("anytrue", [OfAny("collection")], a => Value.Bool(a.Sequence(0).Contains(Value.True))),
        Function("contains", [OfAny("list"), OfAnyOrNull("value")],
            a => Value.Bool(a.Sequence(0).Any(e => AreEqual(e, a[1])))),
        Function("index", [OfAny("collection"), OfAny("key")], Index),
        Function("element", [OfAny("list"), OfNumber("index")], Element),
        Function("one", [OfAny("list")], One),
        Function("lookup", [OfAny("map"), OfString("key")], Lookup, rest: OfAnyOrNull("default")),
    ];

    private static int Size(Arguments arguments) => arguments[0].Type switch
    {
        ListType or SetType or TupleType => arguments[0].Elements.Count,
        MapType or ObjectType => arguments[0].Members.Count,
        _ => throw new FunctionException("a list, set, tuple or map is required", 0),
    };

    /// <summary>Compares as <c>==</c> does: nulls are equal whatever their types.</summary>
    private static bool AreEqual(Value a, Value b) => a.Equals(b) || a.IsNull && b.IsNull;

    private static Value Index(Arguments arguments)
    {
        var (collection, key) = (arguments[0], arguments[1]);
        if (collection.Type is MapType or ObjectType)
            return Conversion.Convert(key, ValueType.String, out var problem) is { } name
                ? collection.Members.GetValueOrDefault(name.AsString()) ??
                    throw new FunctionException($"there is no element with the key \"{name.AsString()}\"", 1)
                : throw new FunctionException(problem ?? "a string is required", 1);

        var elements = arguments.Ordered(0);
        if (Conversion.Convert(key, ValueType.Number, out _)?.AsNumber().ToInt64() is not { } place)
            throw new FunctionException("a whole number is required", 1);
        return place >= 0 && place < elements.Count
            ? elements[(int)place]
            : throw new FunctionException($"there is no element {place}, the collection has {elements.Count}", 1);
    }

    private static Value Element(Arguments arguments)
    {
        var elements = arguments.Ordered(0);
        if (elements.Count == 0) throw new FunctionException("the list has no elements", 0);
        var place = arguments.Number(1).ToBigInteger() ?? throw new FunctionException("a whole number is required", 1);
        var wrapped = (int)(place % elements.Count);
        return elements[wrapped < 0 ? wrapped + elements.Count : wrapped];
    }

    private static Value One(Arguments arguments) => arguments.Sequence(0) switch
    {
        [] => Value.Null(TypeConversion.ElementOf(arguments[0].Type)),
        [var only] => only,
        var more => throw new FunctionException($"none or one element is required, there are {more.Count}", 0),
    };

    private static Value Lookup(Arguments arguments)
    {
        if (arguments.Count > 3) throw new FunctionException("a map, a key and at most one default are required");
        if (arguments.Members(0).TryGetValue(arguments.Text(1), out var found)) return found;
        if (arguments.Count < 3)
            throw new FunctionException($"there is no element with the key \"{arguments.Text(1)}\"", 1);
        if (arguments[0].Type is not MapType map) return arguments[2];
        return Conversion.Convert(arguments[2], map.Element, out var problem) ??
            throw new FunctionException($"the default must have the type of the map's elements: {problem}", 2);
    }
}
