using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds tables that a plan drops together with their rows.</summary>
public sealed class DroppedTable : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("DS102", Family.Destructive, "A table is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        let drop = step.Change as DropTable
        where drop is not null && !pass.WasCreatedHere(step)
            && pass.Settings.DroppableTables?.Matches(drop.Table.Name) != true
        select Rule.At(step.At(drop.Table.Name, "TABLE"), $"Table \"{drop.Table.Name}\" is dropped with its rows.")
            .Suggest($"Add a pre-migration check to ensure table \"{drop.Table.Name}\" is empty before dropping it");
}
