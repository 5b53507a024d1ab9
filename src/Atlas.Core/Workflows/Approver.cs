using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Workflows;

/// <summary>Decides whether a plan may run: a person, a policy or a flag.</summary>
public abstract class Approver
{
    /// <summary>Returns whether the plan may run; false when a person chose to abort.</summary>
    /// <param name="plan">The plan; not empty.</param>
    /// <param name="report">What the linter found in it; null when it wasn't asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Dialects.FailureException">Nobody could be asked.</exception>
    public abstract Task<bool> ApprovesAsync(Plan plan, LintReport? report, CancellationToken cancellationToken);

    /// <summary>Returns whether a drop and an add are one rename. Without a person the answer is no: a rename is never
    /// guessed.</summary>
    public virtual Task<bool> IsRenameAsync(Rename rename, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    /// <summary>Returns the renames that somebody confirmed of those that changes look like.</summary>
    public async Task<Seq<Rename>> AskRenamesAsync(Seq<Change> changes, CancellationToken cancellationToken)
    {
        var confirmed = new List<Rename>();
        foreach (var candidate in RenameCandidates.In(changes))
            if (await IsRenameAsync(candidate, cancellationToken)) confirmed.Add(candidate);
        return [.. confirmed];
    }
}
