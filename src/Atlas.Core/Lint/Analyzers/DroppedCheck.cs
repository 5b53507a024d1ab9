using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds checks that are dropped.</summary>
public sealed class DroppedCheck : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("CD102", Family.ConstraintDrop, "A check is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<DropCheck>()
        let check = found.Change.Check
        where !found.Table.To.Checks.Any(c => c.Expression == check.Expression)
        select Rule.At(found.Step.At(check.Name ?? "", "CONSTRAINT"),
            $"Check {(check.Name is { } name ? $"\"{name}\"" : $"({check.Expression})")} of table " +
            $"\"{found.Table.To.Name}\" is dropped: rows may break it from then on.");
}
