using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite.Sql;

/// <summary>What only the text of a CREATE TABLE statement tells; the pragmas tell the rest.</summary>
internal sealed record CreateTable
{
    /// <summary>Gets the columns in order.</summary>
    public List<ColumnText> Columns { get; } = [];

    /// <summary>Gets the foreign keys in order, those of columns first.</summary>
    public List<ForeignKeyText> ForeignKeys { get; } = [];

    /// <summary>Gets the checks of columns and table in order.</summary>
    public List<Check> Checks { get; } = [];

    /// <summary>Gets clauses that the model has no place for, in the words of the manual, such as <c>conflict
    /// clause</c>.</summary>
    public SortedSet<string> Unmodelled { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets whether the primary key counts upwards for ever.</summary>
    public bool IsAutoIncrement { get; set; }
}

/// <summary>What only the text tells of a column.</summary>
/// <param name="Name">The column's name.</param>
internal sealed record ColumnText(string Name)
{
    /// <summary>Gets or sets the collation; null when none is named.</summary>
    public string? Collation { get; set; }

    /// <summary>Gets or sets the expression of a generated column; null for an ordinary one.</summary>
    public string? Generated { get; set; }
}

/// <summary>What only the text tells of a foreign key.</summary>
/// <param name="Name">The constraint's name; null when it has none.</param>
/// <param name="Columns">The referencing columns.</param>
/// <param name="Table">The referenced table as written.</param>
internal sealed record ForeignKeyText(string? Name, Seq<string> Columns, string Table);
