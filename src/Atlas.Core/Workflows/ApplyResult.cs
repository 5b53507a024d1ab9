using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>What <c>schema apply</c> did on one target.</summary>
public sealed record ApplyResult
{
    /// <summary>Gets the target as it may be shown.</summary>
    public string Target { get; init; } = "";

    /// <summary>Gets the dialect's name.</summary>
    public string Driver { get; init; } = "";

    /// <summary>Gets the plan; null when it was not reached.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Gets the approved plans of the registry that it is made of; empty where it was computed.</summary>
    public Seq<StoredPlan> Approved { get; init; } = [];

    /// <summary>Gets the version that is deployed; null for a state that isn't from the registry.</summary>
    public ResolvedVersion? Version { get; init; }

    /// <summary>Gets what the linter found in the plan; null when there was nothing to look at.</summary>
    public LintReport? Lint { get; init; }

    /// <summary>Gets how it ended.</summary>
    public ApplyOutcome Outcome { get; init; }

    /// <summary>Gets what the checks said.</summary>
    public CheckReport Checks { get; init; } = CheckReport.None;

    /// <summary>Gets what the registry's gate said before anybody was asked; null where it wasn't asked first.</summary>
    public PermitExamination? Examination { get; init; }

    /// <summary>Gets the statements that ran, in order.</summary>
    public Seq<StatementRun> Ran { get; init; } = [];

    /// <summary>Gets what the assertions of the plans answered; empty where there were none.</summary>
    public Seq<AssertedPlan> Asserted { get; init; } = [];

    /// <summary>Gets whether what ran was undone.</summary>
    public bool IsRolledBack { get; init; }

    /// <summary>Gets the error, as one or more full sentences; null when there was none.</summary>
    public string? Error { get; init; }

    /// <summary>Gets the statement that failed; null when none did.</summary>
    public StatementRun? Failed => Ran.FirstOrDefault(r => r.Error is not null);

    /// <summary>Gets the deployment's page; null when it isn't reported.</summary>
    public string? Link { get; init; }

    /// <summary>Gets when it began.</summary>
    public DateTimeOffset Start { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset End { get; init; }
}

/// <summary>How an apply ended.</summary>
public enum ApplyOutcome
{
    /// <summary>All statements ran.</summary>
    Applied,

    /// <summary>There was nothing to do.</summary>
    Synced,

    /// <summary>Nothing was to be done.</summary>
    DryRun,

    /// <summary>A person chose to abort.</summary>
    Declined,

    /// <summary>A check refused, or the registry's gate did when it was asked first.</summary>
    Blocked,

    /// <summary>A statement failed, or the result isn't what was wanted.</summary>
    Failed,
}
