namespace Atlas.Core.Model;

/// <summary>A type with rules of its own over another one (PostgreSQL).</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type below it.</param>
public sealed record Domain(string Name, ColumnType Type) : RealmObject(Name)
{
    /// <summary>Gets whether a null is a value of it.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Gets the default of columns that have none; null for none.</summary>
    public SqlExpression? Default { get; init; }

    /// <summary>Gets the collation's name; null for the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Gets the checks over VALUE, sorted by name.</summary>
    public Seq<Check> Checks { get; init; } = [];

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Domain;
}
