namespace Atlas.Core.Model;

/// <summary>A trigger of a table or view, in the schema of that.</summary>
/// <param name="Name">The name, unique for its table.</param>
/// <param name="Table">The table or view.</param>
/// <param name="Timing">When it fires.</param>
public sealed record Trigger(string Name, string Table, TriggerTiming Timing) : RealmObject(Name)
{
    /// <summary>Gets whether it fires on inserts.</summary>
    public bool OnInsert { get; init; }

    /// <summary>Gets whether it fires on updates.</summary>
    public bool OnUpdate { get; init; }

    /// <summary>Gets the columns whose updates it fires on; empty for all.</summary>
    public Seq<string> UpdateOf { get; init; } = [];

    /// <summary>Gets whether it fires on deletes.</summary>
    public bool OnDelete { get; init; }

    /// <summary>Gets whether it fires on truncates (PostgreSQL).</summary>
    public bool OnTruncate { get; init; }

    /// <summary>Gets whether it fires for each row; else once for a statement.</summary>
    public bool IsForEachRow { get; init; }

    /// <summary>Gets the condition; null for none.</summary>
    public string? When { get; init; }

    /// <summary>Gets the function that it calls (PostgreSQL); null where it has a body.</summary>
    public ObjectName? Function { get; init; }

    /// <summary>Gets the texts that the function is called with.</summary>
    public Seq<string> Arguments { get; init; } = [];

    /// <summary>Gets the statements that it runs (SQLite); null where it calls a function.</summary>
    public string? Body { get; init; }

    /// <summary>Gets the name of the old rows inside; null for none.</summary>
    public string? OldTable { get; init; }

    /// <summary>Gets the name of the new rows inside; null for none.</summary>
    public string? NewTable { get; init; }

    /// <summary>Gets whether it is a constraint (PostgreSQL).</summary>
    public bool IsConstraint { get; init; }

    /// <summary>Gets INITIALLY_IMMEDIATE or INITIALLY_DEFERRED; null where it can't wait.</summary>
    public string? Deferrable { get; init; }

    /// <summary>Gets when it fires, where not in ordinary sessions only (PostgreSQL): DISABLED, REPLICA or ALWAYS; null for
    /// that.</summary>
    public string? State { get; init; }

    /// <summary>Gets the other table that a constraint is about; null for none.</summary>
    public ObjectName? From { get; init; }

    /// <inheritdoc/>
    public override ObjectKind Kind => ObjectKind.Trigger;

    /// <inheritdoc/>
    public override string? Relation => Table;

    /// <inheritdoc/>
    public override string Detail => Table;
}

/// <summary>When a trigger fires.</summary>
public enum TriggerTiming
{
    /// <summary>Before the change.</summary>
    Before,

    /// <summary>After the change.</summary>
    After,

    /// <summary>In its place.</summary>
    InsteadOf,
}
