using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds sequences that are dropped, whose position nothing brings back.</summary>
public sealed class DroppedState : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT108", Family.Destructive, "A sequence is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        let drop = step.Change as DropObject
        where drop is { Object: Sequence sequence } && (sequence.Owner is not { } owner || pass.Desired.Table(owner.Table) is not null)
        select Rule.At(step.At(drop.Object.Name, "SEQUENCE"),
                $"Sequence \"{drop.Object.Name}\" is dropped with its position: a new one begins anew.");
}
