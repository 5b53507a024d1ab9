using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds tables that programs in use no longer find under their name.</summary>
public sealed class RenamedTable : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("BC101", Family.Incompatible, "A table is renamed");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        let rename = step.Change as RenameTable
        where rename is not null && !pass.WasCreatedHere(step)
        select Rule.At(step.At(rename.From, "TABLE"),
                $"Table \"{rename.From}\" is renamed to \"{rename.To}\", which breaks programs that use the old name.")
            .Suggest($"Keep a view \"{rename.From}\" over table \"{rename.To}\" until no program uses the old name");
}
