using System.Diagnostics;
using Atlas.Core.Registries;

namespace Atlas.Registry.Wire;

/// <summary>The words of outcomes and statuses, on the wire and in the tables.</summary>
internal static class Words
{
    public static string Of(DeploymentOutcome outcome) => outcome switch
    {
        DeploymentOutcome.Passed => "PASSED",
        DeploymentOutcome.Failed => "FAILED",
        DeploymentOutcome.NoAction => "NO_ACTION",
        DeploymentOutcome.DryRun => "DRY_RUN",
        DeploymentOutcome.Blocked => "BLOCKED",
        DeploymentOutcome.Running => "RUNNING",
        _ => throw new UnreachableException($"An outcome without a word: {outcome}"),
    };

    public static string Of(PlanStatus status) => status switch
    {
        PlanStatus.Pending => "PENDING",
        PlanStatus.Approved => "APPROVED",
        PlanStatus.Rejected => "REJECTED",
        _ => throw new UnreachableException($"A status without a word: {status}"),
    };

    /// <summary>Returns the status of a word, or null when it is none.</summary>
    public static PlanStatus? Status(string word) => word switch
    {
        "PENDING" => PlanStatus.Pending,
        "APPROVED" => PlanStatus.Approved,
        "REJECTED" => PlanStatus.Rejected,
        _ => null,
    };

    /// <summary>Returns the outcome of a word, or null when it is none.</summary>
    public static DeploymentOutcome? Outcome(string word) => word switch
    {
        "PASSED" => DeploymentOutcome.Passed,
        "FAILED" => DeploymentOutcome.Failed,
        "NO_ACTION" => DeploymentOutcome.NoAction,
        "DRY_RUN" => DeploymentOutcome.DryRun,
        "BLOCKED" => DeploymentOutcome.Blocked,
        "RUNNING" => DeploymentOutcome.Running,
        _ => null,
    };
}
