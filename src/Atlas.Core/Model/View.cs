namespace Atlas.Core.Model;

/// <summary>A view.</summary>
/// <param name="Name">The name.</param>
/// <param name="Definition">The query as the database stores it, without a semicolon.</param>
public sealed record View(string Name, string Definition) : RealmObject(Name)
{
    /// <summary>Gets the columns in order; empty where nobody asked a database.</summary>
    public Seq<ViewColumn> Columns { get; init; } = [];

    /// <summary>Gets which rows that go through it are checked: LOCAL or CASCADED; null for none.</summary>
    public string? CheckOption { get; init; }

    /// <summary>Gets whether the rights of whoever reads it count (PostgreSQL).</summary>
    public bool IsInvoker { get; init; }

    /// <summary>Gets whether its conditions come before those of a query (PostgreSQL).</summary>
    public bool IsBarrier { get; init; }

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.View;
}

/// <summary>A column of a view.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type.</param>
/// <param name="Comment">The comment; null when there is none.</param>
public sealed record ViewColumn(string Name, ColumnType Type, string? Comment = null);

/// <summary>A view whose rows are stored (PostgreSQL).</summary>
/// <param name="Name">The name.</param>
/// <param name="Definition">The query as the database stores it, without a semicolon.</param>
public sealed record MaterializedView(string Name, string Definition) : RealmObject(Name)
{
    /// <summary>Gets the columns in order; empty where nobody asked a database.</summary>
    public Seq<ViewColumn> Columns { get; init; } = [];

    /// <summary>Gets the indexes, sorted by name.</summary>
    public Seq<Index> Indexes { get; init; } = [];

    /// <summary>Gets the storage parameters, sorted by name.</summary>
    public Seq<StorageParameter> Parameters { get; init; } = [];

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Materialized;
}
