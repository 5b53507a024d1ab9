using System.Diagnostics;
using Atlas.Core.Registries;

namespace Atlas.Registry.Wire;

/// <summary>The words of outcomes, on the wire and in the tables.</summary>
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
