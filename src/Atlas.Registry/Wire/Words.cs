using System.Diagnostics;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Registry.Wire;

/// <summary>The words of outcomes, statuses and states, on the wire and in the tables.</summary>
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

    public static string Of(EvidenceOutcome outcome) => outcome switch
    {
        EvidenceOutcome.Passed => "PASSED",
        EvidenceOutcome.Failed => "FAILED",
        _ => throw new UnreachableException($"An outcome without a word: {outcome}"),
    };

    /// <summary>Returns the outcome of a stored word of evidence.</summary>
    public static EvidenceOutcome Evidence(string word) => word switch
    {
        "PASSED" => EvidenceOutcome.Passed,
        "FAILED" => EvidenceOutcome.Failed,
        _ => throw new UnreachableException($"Stored evidence has an outcome, and \"{word}\" is none."),
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

    public static string Of(PolicyState state) => state switch
    {
        PolicyState.InForce => "IN_FORCE",
        PolicyState.Pending => "PENDING",
        PolicyState.Replaced => "REPLACED",
        PolicyState.Rejected => "REJECTED",
        _ => throw new UnreachableException($"A state without a word: {state}"),
    };

    /// <summary>Returns the state of a stored word.</summary>
    public static PolicyState Policy(string word) => word switch
    {
        "IN_FORCE" => PolicyState.InForce,
        "PENDING" => PolicyState.Pending,
        "REPLACED" => PolicyState.Replaced,
        "REJECTED" => PolicyState.Rejected,
        _ => throw new UnreachableException($"A stored state has a word: {word}"),
    };

    public static string Of(VerificationVerdict verdict) => verdict switch
    {
        VerificationVerdict.Confirmed => "CONFIRMED",
        VerificationVerdict.Drifted => "DRIFTED",
        VerificationVerdict.NoVersion => "NO_VERSION",
        _ => throw new UnreachableException($"A verdict without a word: {verdict}"),
    };

    /// <summary>Returns the verdict of a stored word.</summary>
    public static VerificationVerdict Verdict(string word) => word switch
    {
        "CONFIRMED" => VerificationVerdict.Confirmed,
        "DRIFTED" => VerificationVerdict.Drifted,
        "NO_VERSION" => VerificationVerdict.NoVersion,
        _ => throw new UnreachableException($"A stored verdict has a word: {word}"),
    };

    public static string Of(WebhookFormat format) => format switch
    {
        WebhookFormat.Json => "JSON",
        WebhookFormat.Slack => "SLACK",
        _ => throw new UnreachableException($"A format without a word: {format}"),
    };

    /// <summary>Returns the format of a stored word.</summary>
    public static WebhookFormat Format(string word) => word switch
    {
        "JSON" => WebhookFormat.Json,
        "SLACK" => WebhookFormat.Slack,
        _ => throw new UnreachableException($"A stored format has a word: {word}"),
    };

    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.Pending => "PENDING",
        DeliveryState.Delivered => "DELIVERED",
        DeliveryState.Failed => "FAILED",
        _ => throw new UnreachableException($"A state without a word: {state}"),
    };

    /// <summary>Returns the state of a stored word.</summary>
    public static DeliveryState Delivery(string word) => word switch
    {
        "PENDING" => DeliveryState.Pending,
        "DELIVERED" => DeliveryState.Delivered,
        "FAILED" => DeliveryState.Failed,
        _ => throw new UnreachableException($"A stored state has a word: {word}"),
    };
}
