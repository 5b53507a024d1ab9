using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds policies that are gone while their table stays (PostgreSQL).</summary>
public sealed class DroppedPolicy : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT112", Family.Access, "A policy is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        let drop = step.Change as DropObject
        let policy = drop?.Object as Policy
        where policy is not null && pass.Desired.Object(policy.In(drop.Schema)) is null
            && pass.Desired.Table(new(drop.Schema, policy.Table)) is not null
        select Rule.At(step.At(policy.Name, "POLICY"),
            $"Policy \"{policy.Name}\" of table \"{policy.Table}\" is dropped: "
            + (policy.IsRestrictive ? "rows that it kept back can be seen." : "rows that it permitted can't be seen any more."));
}
