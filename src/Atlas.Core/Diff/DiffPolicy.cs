using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>What a project's <c>diff</c> block says.</summary>
public sealed record DiffPolicy
{
    /// <summary>The policy without any wish.</summary>
    public static readonly DiffPolicy Default = new();

    /// <summary>Gets all words that <see cref="Skip"/> understands.</summary>
    public static Seq<string> SkipWords { get; } =
    [
        .. from verb in (string[])["add", "drop", "modify"]
           from kind in (string[])["schema", "table", "column", "index", "foreign_key", "check", "enum", "primary_key",
               "view", "materialized", "func", "proc", "aggregate", "trigger", "sequence", "domain", "composite",
               "object"]
           select $"{verb}_{kind}",
        "rename_table", "rename_column", "rename_index",
    ];

    /// <summary>Gets the kinds of change to leave out, as the words of <c>skip</c>, such as
    /// <c>drop_table</c>.</summary>
    public Seq<string> Skip { get; init; } = [];

    /// <summary>Gets whether indexes of existing tables are built without blocking writers (PostgreSQL).</summary>
    public bool ConcurrentIndexCreate { get; init; }

    /// <summary>Gets whether indexes are dropped without blocking writers (PostgreSQL).</summary>
    public bool ConcurrentIndexDrop { get; init; }
}
