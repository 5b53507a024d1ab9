using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

internal static class SetFunctions
{
    // As many tuples as fit a file that people write.
    private const int ProductLimit = 1_000_000;

    public static IEnumerable<Function> All =>
    [
        Function("setintersection", [OfAny("first_set")],
            a => Combine(a, (x, y) => x.Intersect(y)), rest: OfAny("other_sets")),
        Function("setunion", [OfAny("first_set")], a => Combine(a, (x, y) => x.Union(y)), rest: OfAny("other_sets")),
        Function("setsubtract", [OfAny("a"), OfAny("b")], a => Combine(a, (x, y) => x.Except(y))),
        Function("setproduct", [], Product, rest: OfAny("sets")),
    ];

    /// <summary>Brings all sets to one element type and combines them from left to right.</summary>
    private static Value Combine(
        Arguments arguments, Func<IEnumerable<Value>, IEnumerable<Value>, IEnumerable<Value>> combine)
    {
        var sets = Enumerable.Range(0, arguments.Count).Select(arguments.Set).ToList();
        // An empty set has no say in the type.
        var types = sets.Where(s => s.Elements.Count > 0).Select(s => TypeConversion.ElementOf(s.Type)).ToList();
        var element = Conversion.Unify(types) ??
            throw new FunctionException("the elements of the sets have no common type");
        var aligned = sets.Select(set => set.Elements.Select(e => Conversion.Convert(e, element, out _) ?? e));
        return Value.Set(element, aligned.Aggregate(combine));
    }

    private static Value Product(Arguments arguments)
    {
        if (arguments.Count < 2) throw new FunctionException("at least two sets are required");
        var factors = Enumerable.Range(0, arguments.Count).Select(i => Factor(arguments, i)).ToList();
        if (factors.Aggregate(1L, (count, f) => Math.Min(count * f.Elements.Count, ProductLimit + 1L)) > ProductLimit)
            throw new FunctionException($"the product has more than {ProductLimit} elements");

        IEnumerable<IReadOnlyList<Value>> rows = [[]];
        foreach (var factor in factors)
            rows = rows.SelectMany(row => factor.Elements.Select(e => (IReadOnlyList<Value>)[.. row, e]));
        var type = new TupleType([.. factors.Select(f => TypeConversion.ElementOf(f.Type))]);
        var tuples = rows.Select(Value.Tuple);
        return arguments.From(0).Any(a => a.Type is SetType) ? Value.Set(type, tuples) : Value.List(type, tuples);
    }

    /// <summary>Returns a factor with elements of one type: a set stays one, all else becomes a list.</summary>
    private static Value Factor(Arguments arguments, int index)
    {
        ValueType wanted = arguments[index].Type is SetType
            ? new SetType(ValueType.Dynamic)
            : new ListType(ValueType.Dynamic);
        return Conversion.Convert(arguments[index], wanted, out var problem) ??
            throw new FunctionException(problem ?? "a set is required", index);
    }
}
