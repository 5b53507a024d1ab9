using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

// for and splats.
internal sealed partial class Interpreter
{
    private Value EvaluateFor(ForSyntax loop)
    {
        if (Pairs(loop.Header) is not { } pairs) return Failed;
        List<Value> values = [];
        Dictionary<string, List<Value>> groups = [];
        foreach (var (key, element) in pairs)
        {
            var inner = With(Bind(loop.Header, key, element));
            if (loop.Condition is not null)
            {
                var condition = inner.Condition(loop.Condition, "Condition is null", "Invalid 'for' condition");
                if (condition is not { IsKnown: true }) return Failed;
                if (!condition.AsBool()) continue;
            }
            if (loop.Key is null)
            {
                if (!Goes(() => values.Add(inner.Evaluate(loop.Value)))) return Failed;
                continue;
            }
            if (inner.ForKey(loop) is not { } name) return Failed;
            if (!groups.TryGetValue(name, out var group)) groups[name] = group = [];
            else if (!loop.IsGrouped)
                return Fail("Duplicate object key",
                    $"Two elements have the key \"{name}\". " +
                        "Write \"...\" after the value to collect the values of each key.",
                    loop.Key.Span);
            if (!Goes(() => group.Add(inner.Evaluate(loop.Value)))) return Failed;
        }
        if (loop.Key is null) return Value.Tuple(values);
        return Value.Object(
            groups.Select(g => KeyValuePair.Create(g.Key, loop.IsGrouped ? Value.Tuple(g.Value) : g.Value[0])));
    }

    /// <summary>Returns whether a step went without errors: what fails for one element would often fail for
    /// all.</summary>
    private bool Goes(Action step)
    {
        var before = diagnostics.Items.Count;
        step();
        return diagnostics.Items.Count == before;
    }

    private string? ForKey(ForSyntax loop)
    {
        if (loop.Key is not { } key) return null;
        var value = Evaluate(key);
        if (value.IsNull) Fail("Invalid object key", "The key is null. A key must be a string.", key.Span);
        else if (Conversion.Convert(value, ValueType.String, out var problem) is not { } text)
            Fail("Invalid object key", $"This value can't be a key: {problem}.", key.Span);
        else if (text.IsKnown) return text.AsString();
        return null;
    }

    private static Dictionary<string, Value> Bind(ForHeaderSyntax header, Value key, Value element)
    {
        var variables = new Dictionary<string, Value> { [header.Value] = element };
        if (header.Key is not null) variables[header.Key] = key;
        return variables;
    }

    /// <summary>Lists keys and elements of a collection; null when it isn't known or after a complaint.</summary>
    private IEnumerable<(Value Key, Value Element)>? Pairs(ForHeaderSyntax header)
    {
        var collection = Evaluate(header.Collection);
        var span = header.Collection.Span;
        if (collection.IsNull)
        {
            Fail("Iteration over null value",
                "The collection is null. Give an empty one to walk through nothing.", span);
            return null;
        }
        switch (collection.Type)
        {
            case PrimitiveType when collection.Type == ValueType.Dynamic:
            case ListType or TupleType or SetType or MapType or ObjectType when !collection.IsKnown:
                return null;
            case ListType or TupleType:
                return collection.Elements.Select((element, i) => (Value.Number(i), element));
            case SetType:
                return collection.Elements.Select(element => (element, element));
            case MapType or ObjectType:
                return collection.Members.Select(m => (Value.String(m.Key), m.Value));
            default:
                Fail("Iteration over non-iterable value",
                    $"This value is a {collection.Type.Name}. " +
                        "Only lists, sets, maps, tuples and objects can be walked through.", span);
                return null;
        }
    }

    private Value EvaluateSplat(SplatSyntax splat)
    {
        var source = Evaluate(splat.Source);
        if (source.IsNull)
            return source.Type is ListType or SetType or TupleType
                ? Fail("Splat of null value", "The collection is null, so it has no elements.",
                    splat.Span with { End = splat.MarkerSpan.End })
                : Value.Tuple([]);
        switch (source.Type)
        {
            case PrimitiveType when source.Type == ValueType.Dynamic:
                return Failed;
            case ListType or SetType:
                var element = source.Type is ListType list ? list.Element : ((SetType)source.Type).Element;
                return SplatOfSequence(splat, source, element);
            case TupleType tuple when !source.IsKnown:
                var types = tuple.Elements.Select(type => Each(splat, Value.Unknown(type)).Type).ToList();
                return Value.Unknown(new TupleType(types));
            case TupleType:
                return Value.Tuple(EachOf(splat, source.Elements));
            default:
                return Value.Tuple(EachOf(splat, [source]));
        }
    }

    private Value SplatOfSequence(SplatSyntax splat, Value source, ValueType element)
    {
        if (!source.IsKnown || source.Elements.Count == 0)
        {
            var type = With(new DiagnosticBag()).Each(splat, Value.Unknown(element)).Type;
            return source.IsKnown ? Value.List(type, []) : Value.Unknown(new ListType(type));
        }
        var values = EachOf(splat, source.Elements);
        var common = Conversion.Unify(values.Select(v => v.Type).Distinct().ToList());
        var converted = common is null ? [] : values.Select(v => Conversion.Convert(v, common, out _)).OfType<Value>()
            .ToList();
        return common is not null && converted.Count == values.Count ? Value.List(common, converted)
            : Value.Tuple(values);
    }

    private List<Value> EachOf(SplatSyntax splat, IReadOnlyList<Value> elements)
    {
        List<Value> values = [];
        foreach (var element in elements)
            if (!Goes(() => values.Add(Each(splat, element)))) break;
        return values;
    }

    private Value Each(SplatSyntax splat, Value element) =>
        With(new SplatElement(splat.Item, element, splatElement)).Evaluate(splat.Each);
}
