namespace Atlas.Core.Model;

/// <summary>A column as the database sees it, independent of any live connection.</summary>
public sealed record Column(string Name, ColumnType Type, bool IsNullable)
{
    /// <summary>Gets the default; null when there is none (a default of NULL is <c>RawSql("NULL")</c>).</summary>
    public SqlExpression? Default { get; init; }

    /// <summary>Gets how the value is computed from other columns; null for an ordinary column.</summary>
    public Generated? Generated { get; init; }

    /// <summary>Gets the identity (PostgreSQL); null when it is none.</summary>
    public Identity? Identity { get; init; }

    /// <summary>Gets whether row ids are never used again (SQLite's AUTOINCREMENT).</summary>
    public bool IsAutoIncrement { get; init; }

    /// <summary>Gets the collation's name; null for the type's own.</summary>
    public string? Collation { get; init; }

    /// <summary>Gets how long values are stored: PLAIN, EXTERNAL, EXTENDED or MAIN; null for the type's own way
    /// (PostgreSQL).</summary>
    public string? Storage { get; init; }

    /// <summary>Gets how long values are compressed: pglz or lz4; null for the server's default (PostgreSQL).</summary>
    public string? Compression { get; init; }

    /// <summary>Gets how much is remembered about the values for planning queries; null for the server's default
    /// (PostgreSQL).</summary>
    public int? StatisticsTarget { get; init; }

    /// <summary>Gets the comment; null when there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Gets the name of the sequence behind a serial or identity (PostgreSQL), where inspection found another
    /// than the server makes of the names of table and column. It is no part of the schema.</summary>
    public Aside<string> SequenceName { get; init; }
}

/// <summary>How a generated column is computed.</summary>
/// <param name="Expression">The SQL expression as the database stores it.</param>
/// <param name="IsStored">Whether the value is stored; else it is computed when read.</param>
public sealed record Generated(string Expression, bool IsStored);

/// <summary>An identity column's sequence (PostgreSQL).</summary>
/// <param name="IsAlways">Whether a value given by an INSERT is refused.</param>
public sealed record Identity(bool IsAlways)
{
    /// <summary>Gets the first value; null for the default of the type and direction.</summary>
    public long? Start { get; init; }

    /// <summary>Gets the step; null for 1.</summary>
    public long? Increment { get; init; }

    /// <summary>Gets the smallest value; null for the default.</summary>
    public long? Minimum { get; init; }

    /// <summary>Gets the largest value; null for the default.</summary>
    public long? Maximum { get; init; }

    /// <summary>Gets how many values a session takes at once; null for 1.</summary>
    public long? Cache { get; init; }

    /// <summary>Gets whether the sequence starts again at its end.</summary>
    public bool IsCycle { get; init; }
}
