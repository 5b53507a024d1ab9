namespace Atlas.Core.Model;

/// <summary>An index, or the unique or exclusion constraint that it backs.</summary>
/// <param name="Name">The name, unique in the schema.</param>
/// <param name="Parts">The key parts in order; not empty.</param>
public sealed record Index(string Name, Seq<IndexPart> Parts)
{
    /// <summary>Gets whether equal keys are refused.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Gets whether it is a constraint (PostgreSQL): a UNIQUE one, and then it is unique too, or an EXCLUDE
    /// one.</summary>
    public bool IsConstraint { get; init; }

    /// <summary>Gets the access method as a word of the schema language, such as GIN; null for the default, a
    /// b-tree.</summary>
    public string? Method { get; init; }

    /// <summary>Gets the condition of a partial index as SQL; null for a whole one.</summary>
    public string? Predicate { get; init; }

    /// <summary>Gets the columns that the index carries besides the key (PostgreSQL).</summary>
    public Seq<string> Include { get; init; } = [];

    /// <summary>Gets whether two nulls are distinct to a unique index.</summary>
    public bool NullsDistinct { get; init; } = true;

    /// <summary>Gets INITIALLY_IMMEDIATE or INITIALLY_DEFERRED; null where it can't wait or is no constraint
    /// (PostgreSQL).</summary>
    public string? Deferrable { get; init; }

    /// <summary>Gets the storage parameters, sorted by name (PostgreSQL).</summary>
    public Seq<StorageParameter> Parameters { get; init; } = [];

    /// <summary>Gets whether it is an exclusion constraint: no two rows may compare by all its operators.</summary>
    public bool IsExclusion => Parts.Any(p => p.Operator is not null);

    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }
}

/// <summary>One part of an index key: a column or an expression, never both.</summary>
public sealed record IndexPart
{
    /// <summary>Gets the column's name; null for an expression.</summary>
    public string? Column { get; init; }

    /// <summary>Gets the SQL expression without outer parentheses; null for a column.</summary>
    public string? Expression { get; init; }

    /// <summary>Gets whether the order is descending.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Gets whether nulls come first; null for the default of the direction.</summary>
    public bool? NullsFirst { get; init; }

    /// <summary>Gets the operator class with its parameters; null for the type's default.</summary>
    public string? OperatorClass { get; init; }

    /// <summary>Gets the operator by which an exclusion constraint compares, as SQL such as <c>&amp;&amp;</c>; null in
    /// anything else.</summary>
    public string? Operator { get; init; }

    /// <summary>Gets the collation's name; null for the column's own.</summary>
    public string? Collation { get; init; }
}
