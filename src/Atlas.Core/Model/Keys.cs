namespace Atlas.Core.Model;

/// <summary>A table's primary key.</summary>
/// <param name="Columns">The columns' names in key order; not empty.</param>
public sealed record PrimaryKey(Seq<string> Columns)
{
    /// <summary>Gets the constraint's name; null when the database doesn't keep one or it is the default
    /// name.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the columns that the index carries besides the key (PostgreSQL).</summary>
    public Seq<string> Include { get; init; } = [];

    /// <summary>Gets INITIALLY_IMMEDIATE or INITIALLY_DEFERRED; null where it can't wait (PostgreSQL).</summary>
    public string? Deferrable { get; init; }

    /// <summary>Gets the storage parameters of its index, sorted by name (PostgreSQL).</summary>
    public Seq<StorageParameter> Parameters { get; init; } = [];

    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }
}

/// <summary>A foreign key.</summary>
/// <param name="Name">The constraint's name, unique in the table.</param>
/// <param name="Columns">The referencing columns; not empty.</param>
/// <param name="References">The referenced table.</param>
/// <param name="ReferencedColumns">The referenced columns, as many as there are referencing ones.</param>
public sealed record ForeignKey(string Name, Seq<string> Columns, ObjectName References, Seq<string> ReferencedColumns)
{
    /// <summary>Gets what an update of the referenced key does.</summary>
    public ReferentialAction OnUpdate { get; init; }

    /// <summary>Gets what a delete of the referenced row does.</summary>
    public ReferentialAction OnDelete { get; init; }

    /// <summary>Gets the columns that a delete sets to NULL or their defaults; empty for all (PostgreSQL).</summary>
    public Seq<string> OnDeleteColumns { get; init; } = [];

    /// <summary>Gets whether a key of several columns is either there or NULL in all of them (MATCH FULL).</summary>
    public bool IsMatchFull { get; init; }

    /// <summary>Gets INITIALLY_IMMEDIATE or INITIALLY_DEFERRED; null where it can't wait (PostgreSQL).</summary>
    public string? Deferrable { get; init; }

    /// <summary>Gets whether rows that were there before it are unchecked (PostgreSQL's NOT VALID).</summary>
    public bool IsNotValid { get; init; }

    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }
}

/// <summary>What a change of a referenced row does to the referencing ones.</summary>
public enum ReferentialAction
{
    /// <summary>Refuses at the end of the statement or transaction; the default.</summary>
    NoAction,

    /// <summary>Refuses at once.</summary>
    Restrict,

    /// <summary>Follows.</summary>
    Cascade,

    /// <summary>Sets the columns to NULL.</summary>
    SetNull,

    /// <summary>Sets the columns to their defaults.</summary>
    SetDefault,
}

/// <summary>A check constraint of a table.</summary>
/// <param name="Name">The constraint's name; null when the database keeps none.</param>
/// <param name="Expression">The SQL condition.</param>
public sealed record Check(string? Name, string Expression)
{
    /// <summary>Gets whether child tables don't inherit it (PostgreSQL).</summary>
    public bool IsNoInherit { get; init; }

    /// <summary>Gets whether rows that were there before it are unchecked (PostgreSQL's NOT VALID).</summary>
    public bool IsNotValid { get; init; }

    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }
}
