using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds views, routines, types and sequences that get another name.</summary>
public sealed class RenamedObject : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT110", Family.Incompatible, "An object is renamed");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        let rename = step.Change as RenameObject
        where rename is { Object.Relation: null }
        let kind = rename.Object.Kind.Title()
        select Rule.At(step.At(rename.To, "TO"),
            $"The {kind} \"{rename.Object.Name}\" is renamed to \"{rename.To}\": programs that use the old name fail from then on.");
}
