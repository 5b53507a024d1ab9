namespace Atlas.Hcl.Values;

/// <summary>Which types convert to which, without a value at hand.</summary>
internal static class TypeConversion
{
    /// <summary>Tells whether every value of one type is, without loss or failure, one of the other.</summary>
    public static bool IsSafe(ValueType from, ValueType to) => Converts(from, to, allowsUnsafe: false);

    /// <summary>Tells whether some values of one type convert to the other.</summary>
    public static bool CanConvert(ValueType from, ValueType to) => Converts(from, to, allowsUnsafe: true);

    private static bool Converts(ValueType from, ValueType to, bool allowsUnsafe)
    {
        if (from == to || to == ValueType.Dynamic) return true;
        if (from == ValueType.Dynamic) return allowsUnsafe;
        return (from, to) switch
        {
            (PrimitiveType, PrimitiveType) => to == ValueType.String || allowsUnsafe && from == ValueType.String,
            (TupleType tuple, ListType or SetType) => Gather(tuple.Elements, ElementOf(to), allowsUnsafe),
            (ListType or SetType, ListType or SetType) => Converts(ElementOf(from), ElementOf(to), allowsUnsafe),
            (MapType, MapType) => Converts(ElementOf(from), ElementOf(to), allowsUnsafe),
            (ObjectType obj, MapType) => Gather([.. obj.Attributes.Values], ElementOf(to), allowsUnsafe),
            (TupleType a, TupleType b) => a.Elements.Count == b.Elements.Count &&
                a.Elements.Zip(b.Elements).All(e => Converts(e.First, e.Second, allowsUnsafe)),
            (ObjectType a, ObjectType b) => b.Attributes.All(wanted =>
                a.Attributes.TryGetValue(wanted.Key, out var own) && Converts(own, wanted.Value, allowsUnsafe)),
            (MapType, ObjectType obj) => allowsUnsafe &&
                obj.Attributes.Values.All(wanted => Converts(ElementOf(from), wanted, allowsUnsafe)),
            _ => false,
        };
    }

    private static bool Gather(IReadOnlyList<ValueType> members, ValueType element, bool allowsUnsafe) =>
        element == ValueType.Dynamic
            ? Unification.Of(members) is not null
            : members.All(member => Converts(member, element, allowsUnsafe));

    /// <summary>Returns the element type of a list, set or map; dynamic for anything else.</summary>
    public static ValueType ElementOf(ValueType type) => type switch
    {
        ListType list => list.Element,
        SetType set => set.Element,
        MapType map => map.Element,
        _ => ValueType.Dynamic,
    };
}
