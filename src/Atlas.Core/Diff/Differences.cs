using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>What leads from one realm to another, and what of it the project's policy leaves out.</summary>
/// <param name="Changes">The changes to be made, in a stable order that isn't the execution order.</param>
/// <param name="Skipped">The changes that were left out; after the others they would lead to the desired realm.</param>
public sealed record Differences(Seq<Change> Changes, Seq<Change> Skipped)
{
    /// <summary>Gets whether something was left out, so that the result isn't the desired realm.</summary>
    public bool IsPartial => !Skipped.IsEmpty;
}
