using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds schemas that a plan drops with everything in them.</summary>
public sealed class DroppedSchema : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("DS101", Family.Destructive, "A schema is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        let drop = step.Change as DropSchema
        where drop is not null && pass.Current.Schema(drop.Schema.Name) is not null
        select Rule.At(step.At(drop.Schema.Name, "SCHEMA"), $"Schema \"{drop.Schema.Name}\" is dropped.")
            .Suggest($"Add a pre-migration check to ensure schema \"{drop.Schema.Name}\" is empty before dropping it");
}
