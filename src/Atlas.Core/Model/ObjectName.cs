namespace Atlas.Core.Model;

/// <summary>The name of a table or another object inside a schema.</summary>
/// <param name="Schema">The schema's name.</param>
/// <param name="Name">The object's own name.</param>
public readonly record struct ObjectName(string Schema, string Name) : IComparable<ObjectName>
{
    /// <summary>Compares by schema, then by name, by code point.</summary>
    public int CompareTo(ObjectName other) =>
        string.CompareOrdinal(Schema, other.Schema) is var order and not 0 ? order
            : string.CompareOrdinal(Name, other.Name);

    /// <summary>Returns <c>schema.name</c>.</summary>
    public override string ToString() => $"{Schema}.{Name}";
}
