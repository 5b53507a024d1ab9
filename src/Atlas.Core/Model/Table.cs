namespace Atlas.Core.Model;

/// <summary>A table as the database sees it, independent of any live connection.</summary>
public sealed record Table(string Name)
{
    /// <summary>Gets the columns in the table's order.</summary>
    public Seq<Column> Columns { get; init; } = [];

    /// <summary>Gets the primary key; null when there is none.</summary>
    public PrimaryKey? PrimaryKey { get; init; }

    /// <summary>Gets the foreign keys, sorted by name.</summary>
    public Seq<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Gets the indexes and unique constraints, sorted by name; the primary key's index isn't among
    /// them.</summary>
    public Seq<Index> Indexes { get; init; } = [];

    /// <summary>Gets the checks, sorted by name, then by expression.</summary>
    public Seq<Check> Checks { get; init; } = [];

    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Gets how the rows are spread over partitions; null where they aren't (PostgreSQL).</summary>
    public Partitioning? Partitioning { get; init; }

    /// <summary>Gets which rows of another table these are; null for a table of its own. A partition has no columns
    /// here: they are its parent's. One that inherits (see <see cref="TableOptions.Inherits"/>) has those of its
    /// own.</summary>
    public Partition? Partition { get; init; }

    /// <summary>Gets what else the table is (PostgreSQL).</summary>
    public TableOptions Options { get; init; } = TableOptions.Default;

    /// <summary>Gets whether the table holds its types strictly (SQLite).</summary>
    public bool IsStrict { get; init; }

    /// <summary>Gets whether the table is stored by its primary key (SQLite).</summary>
    public bool IsWithoutRowId { get; init; }

    /// <summary>Returns the column of that name, or null.</summary>
    public Column? Column(string name) => Columns.FirstOrDefault(c => c.Name == name);

    /// <summary>Returns the index of that name, or null.</summary>
    public Index? Index(string name) => Indexes.FirstOrDefault(i => i.Name == name);
}
