using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

/// <summary>Lists and tuples to others.</summary>
internal static class SequenceFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("chunklist", [new("list", new ListType(ValueType.Dynamic)), OfNumber("size")], Chunk),
        Function("coalescelist", [], Coalesce, rest: OfAnyOrNull("lists")),
        Function("compact", [OfStrings("list")], a => Value.List(ValueType.String, a.Sequence(0).Where(IsText))),
        Function("concat", [], Concat, rest: OfAny("lists")),
        Function("distinct", [new("list", new ListType(ValueType.Dynamic))], Distinct),
        Function("flatten", [OfAny("list")], a => Value.Tuple(Flatten(a.Sequence(0)))),
        Function("reverse", [OfAny("list")], Reverse),
        Function("slice", [OfAny("list"), OfNumber("start"), OfNumber("end")], Slice),
    ];

    private static Value Chunk(Arguments arguments)
    {
        var size = arguments.Whole(1);
        if (size < 1) throw new FunctionException("the size must be at least 1", 1);
        var element = TypeConversion.ElementOf(arguments[0].Type);
        var chunks = arguments.Sequence(0).Chunk(size).Select(chunk => Value.List(element, chunk));
        return Value.List(new ListType(element), chunks);
    }

    private static Value Coalesce(Arguments arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
            if (!arguments[i].IsNull && arguments.Ordered(i).Count > 0) return arguments[i];
        throw new FunctionException("no list with elements is among the arguments");
    }

    private static bool IsText(Value text) => !text.IsNull && text.AsString().Length > 0;

    private static Value Concat(Arguments arguments)
    {
        if (arguments.Count == 0) throw new FunctionException("at least one list is required");
        var all = Enumerable.Range(0, arguments.Count).SelectMany(arguments.Ordered).ToList();
        // Lists stay a list when their types meet; a tuple among them makes a tuple.
        return arguments.From(0).All(a => a.Type is ListType) &&
            Conversion.Unify([.. arguments.From(0).Select(a => a.Type)]) is ListType list &&
            Conversion.Convert(Value.Tuple(all), list, out _) is { } joined
                ? joined
                : Value.Tuple(all);
    }

    private static Value Distinct(Arguments arguments) =>
        Value.List(TypeConversion.ElementOf(arguments[0].Type), arguments.Sequence(0).Distinct());

    private static IEnumerable<Value> Flatten(IEnumerable<Value> elements) => elements.SelectMany(element =>
        !element.IsNull && element.Type is (ListType or SetType or TupleType) ? Flatten(element.Elements) : [element]);

    private static Value Reverse(Arguments arguments)
    {
        var reversed = arguments.Sequence(0).Reverse();
        return arguments[0].Type is TupleType
            ? Value.Tuple(reversed)
            : Value.List(TypeConversion.ElementOf(arguments[0].Type), reversed);
    }

    private static Value Slice(Arguments arguments)
    {
        var elements = arguments.Ordered(0);
        var (start, end) = (arguments.Whole(1), arguments.Whole(2));
        if (start < 0 || start > elements.Count)
            throw new FunctionException($"the start must be from 0 to {elements.Count}", 1);
        if (end < start || end > elements.Count)
            throw new FunctionException($"the end must be from {start} to {elements.Count}", 2);
        var slice = elements.Skip(start).Take(end - start);
        return arguments[0].Type is ListType list ? Value.List(list.Element, slice) : Value.Tuple(slice);
    }
}
