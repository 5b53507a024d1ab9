namespace Atlas.Core.Model;

/// <summary>A type of several fields (PostgreSQL).</summary>
/// <param name="Name">The name.</param>
/// <param name="Fields">The fields in order; not empty.</param>
public sealed record Composite(string Name, Seq<Field> Fields) : RealmObject(Name)
{
    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Composite;
}

/// <summary>A field of a composite type.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="Collation">The collation's name; null for the type's own.</param>
public sealed record Field(string Name, ColumnType Type, string? Collation = null);

/// <summary>A type of ranges over another one (PostgreSQL).</summary>
/// <param name="Name">The name.</param>
/// <param name="Subtype">The type of its bounds.</param>
public sealed record RangeType(string Name, ColumnType Subtype) : RealmObject(Name)
{
    /// <summary>Gets the operator class that orders the bounds; null for the default.</summary>
    public string? OperatorClass { get; init; }

    /// <summary>Gets the collation of the bounds; null for the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Gets the function that gives equal ranges one form, as SQL; null for none.</summary>
    public string? Canonical { get; init; }

    /// <summary>Gets the function that gives the distance of two bounds, as SQL; null for none.</summary>
    public string? Difference { get; init; }

    /// <summary>Gets the name of the type of several ranges; null for the default.</summary>
    public string? Multirange { get; init; }

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Range;
}
