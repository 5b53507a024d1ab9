using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds primary keys that are dropped or change their columns.</summary>
public sealed class DroppedPrimaryKey : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("CD103", Family.ConstraintDrop, "A primary key is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<SetPrimaryKey>()
        let old = found.Change.From
        where old is not null && found.Change.To?.Columns != old.Columns
        select Rule.At(found.Step.At(old.Name ?? $"{found.Table.From.Name}_pkey", "CONSTRAINT"),
            $"The primary key of table \"{found.Table.To.Name}\" ({string.Join(", ", old.Columns)}) is dropped: rows may " +
            "have equal keys from then on.");
}
