namespace Atlas.Hcl.Values;

/// <summary>
/// The order of a set's elements: numbers ascending, strings by code point, false before true, composed values element
/// by element; then null, then unknown.
/// </summary>
internal sealed class ValueOrder : IComparer<Value>
{
    public static readonly ValueOrder Instance = new();

    public int Compare(Value? x, Value? y)
    {
        if (x is null || y is null) return (x is null ? 1 : 0) - (y is null ? 1 : 0);
        var rank = Rank(x).CompareTo(Rank(y));
        if (rank != 0 || Rank(x) > 0) return rank;
        return (x.Type, y.Type) switch
        {
            _ when x.Type == ValueType.Number && y.Type == ValueType.Number => x.AsNumber().CompareTo(y.AsNumber()),
            _ when x.Type == ValueType.Bool && y.Type == ValueType.Bool => x.AsBool().CompareTo(y.AsBool()),
            _ when x.Type == ValueType.String && y.Type == ValueType.String =>
                CodePointOrder.Instance.Compare(x.AsString(), y.AsString()),
            (MapType or ObjectType, MapType or ObjectType) => CompareMembers(x, y),
            (OpaqueType, OpaqueType) =>
                CodePointOrder.Instance.Compare(x.AsOpaque().ToString(), y.AsOpaque().ToString()),
            _ => CompareAll(x.Elements, y.Elements),
        };
    }

    private static int Rank(Value value) => !value.IsKnown ? 2 : value.IsNull ? 1 : 0;

    private static int CompareMembers(Value x, Value y)
    {
        foreach (var ((xKey, xValue), (yKey, yValue)) in x.Members.Zip(y.Members))
        {
            var order = CodePointOrder.Instance.Compare(xKey, yKey);
            if (order == 0) order = Instance.Compare(xValue, yValue);
            if (order != 0) return order;
        }

        return x.Members.Count.CompareTo(y.Members.Count);
    }

    private static int CompareAll(IReadOnlyList<Value> xs, IReadOnlyList<Value> ys)
    {
        foreach (var (x, y) in xs.Zip(ys))
            if (Instance.Compare(x, y) is not 0 and var order) return order;
        return xs.Count.CompareTo(ys.Count);
    }
}
