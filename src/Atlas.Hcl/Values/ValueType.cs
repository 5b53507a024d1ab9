namespace Atlas.Hcl.Values;

/// <summary>The type of a value; two types are equal when they have the same structure.</summary>
public abstract record ValueType
{
    private protected ValueType() { }

    /// <summary>Text.</summary>
    public static readonly ValueType String = new PrimitiveType("string");

    /// <summary>A number.</summary>
    public static readonly ValueType Number = new PrimitiveType("number");

    /// <summary>True or false.</summary>
    public static readonly ValueType Bool = new PrimitiveType("bool");

    /// <summary>Any type; the type of the literal null.</summary>
    public static readonly ValueType Dynamic = new PrimitiveType("dynamic");

    /// <summary>Gets whether the type is dynamic or holds a dynamic type.</summary>
    public bool HasDynamic => this switch
    {
        PrimitiveType => this == Dynamic,
        ListType list => list.Element.HasDynamic,
        SetType set => set.Element.HasDynamic,
        MapType map => map.Element.HasDynamic,
        TupleType tuple => tuple.Elements.Any(e => e.HasDynamic),
        ObjectType obj => obj.Attributes.Values.Any(a => a.HasDynamic),
        _ => false,
    };

    /// <summary>Returns the type's name as messages show it, such as <c>list of string</c>.</summary>
    public abstract string Name { get; }
}

/// <summary>string, number, bool or dynamic.</summary>
public sealed record PrimitiveType(string Word) : ValueType
{
    /// <inheritdoc/>
    public override string Name => Word;
}

/// <summary>An ordered collection of one element type.</summary>
public sealed record ListType(ValueType Element) : ValueType
{
    /// <inheritdoc/>
    public override string Name => $"list of {Element.Name}";
}

/// <summary>A collection of distinct elements of one type.</summary>
public sealed record SetType(ValueType Element) : ValueType
{
    /// <inheritdoc/>
    public override string Name => $"set of {Element.Name}";
}

/// <summary>A collection of elements of one type by string keys.</summary>
public sealed record MapType(ValueType Element) : ValueType
{
    /// <inheritdoc/>
    public override string Name => $"map of {Element.Name}";
}

/// <summary>An ordered collection whose elements have types of their own.</summary>
public sealed record TupleType(IReadOnlyList<ValueType> Elements) : ValueType
{
    /// <inheritdoc/>
    public override string Name => "tuple";

    /// <summary>Compares element by element.</summary>
    public bool Equals(TupleType? other) => other is not null && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode() => Elements.Aggregate(17, HashCode.Combine);
}

/// <summary>Named attributes with types of their own; keys are in ordinal order.</summary>
public sealed record ObjectType(IReadOnlyDictionary<string, ValueType> Attributes) : ValueType
{
    /// <inheritdoc/>
    public override string Name => "object";

    /// <summary>Makes an object type; of equal names the last one stays.</summary>
    public static ObjectType Of(IEnumerable<KeyValuePair<string, ValueType>> attributes)
    {
        var sorted = new SortedList<string, ValueType>(CodePointOrder.Instance);
        foreach (var (name, type) in attributes) sorted[name] = type;
        return new ObjectType(sorted);
    }

    /// <summary>Compares attribute by attribute.</summary>
    public bool Equals(ObjectType? other) =>
        other is not null && Attributes.Count == other.Attributes.Count &&
        Attributes.All(a => other.Attributes.TryGetValue(a.Key, out var type) && type == a.Value);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Attributes.OrderBy(a => a.Key, CodePointOrder.Instance)
            .Aggregate(17, (hash, attribute) => HashCode.Combine(hash, attribute.Key, attribute.Value));
}

/// <summary>A value of the host's own that the language only hands on: a reference, raw SQL, a type.</summary>
public sealed record OpaqueType(string Word) : ValueType
{
    /// <inheritdoc/>
    public override string Name => Word;
}
