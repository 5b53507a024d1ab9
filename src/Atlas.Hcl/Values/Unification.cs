namespace Atlas.Hcl.Values;

/// <summary>Finds the one type that values of several types can take without loss.</summary>
internal static class Unification
{
    /// <summary>
    /// Returns the common type; dynamic when one of the types is or when there are none; null when there is none.
    /// </summary>
    public static ValueType? Of(IReadOnlyList<ValueType> types)
    {
        if (types.Count == 0) return ValueType.Dynamic;
        if (types.All(type => type == types[0])) return types[0];
        if (types.Contains(ValueType.Dynamic)) return ValueType.Dynamic;

        if (types.All(t => t is ObjectType)) return OfObjects([.. types.Cast<ObjectType>()]);
        if (types.All(t => t is TupleType)) return OfTuples([.. types.Cast<TupleType>()]);
        if (types.All(t => t is MapType or ObjectType))
            return Wrap(Of([.. types.SelectMany(Parts)]), e => new MapType(e));
        if (types.All(t => t is ListType or TupleType))
            return Wrap(Of([.. types.SelectMany(Parts)]), e => new ListType(e));
        if (types.All(t => t is SetType)) return Wrap(Of([.. types.SelectMany(Parts)]), e => new SetType(e));
        return MostGeneral(types);
    }

    private static ValueType? OfObjects(IReadOnlyList<ObjectType> types)
    {
        var names = types[0].Attributes.Keys;
        if (!types.All(t => t.Attributes.Count == types[0].Attributes.Count && names.All(t.Attributes.ContainsKey)))
            return Wrap(Of([.. types.SelectMany(Parts)]), e => new MapType(e));

        var attributes = new List<KeyValuePair<string, ValueType>>();
        foreach (var name in names)
        {
            if (Of([.. types.Select(t => t.Attributes[name])]) is not { } common) return null;
            attributes.Add(new(name, common));
        }

        return ObjectType.Of(attributes);
    }

    private static ValueType? OfTuples(IReadOnlyList<TupleType> types)
    {
        var count = types[0].Elements.Count;
        if (!types.All(t => t.Elements.Count == count))
            return Wrap(Of([.. types.SelectMany(Parts)]), e => new ListType(e));

        var elements = new List<ValueType>(count);
        for (var i = 0; i < count; i++)
        {
            if (Of([.. types.Select(t => t.Elements[i])]) is not { } common) return null;
            elements.Add(common);
        }

        return new TupleType(elements);
    }

    /// <summary>
    /// Returns the first type that all convert to, strings before numbers and bools, lists before sets.
    /// </summary>
    private static ValueType? MostGeneral(IReadOnlyList<ValueType> types) => types
        .OrderBy(t => t == ValueType.String ? 0 : t is ListType or MapType ? 1 : 2)
        .FirstOrDefault(candidate => types.All(t => TypeConversion.IsSafe(t, candidate)));

    private static IEnumerable<ValueType> Parts(ValueType type) => type switch
    {
        TupleType tuple => tuple.Elements,
        ObjectType obj => obj.Attributes.Values,
        _ => [TypeConversion.ElementOf(type)],
    };

    private static ValueType? Wrap(ValueType? element, Func<ValueType, ValueType> wrap) =>
        element is null ? null : wrap(element);
}
