using Atlas.Core.Model;
using Atlas.Registry.Reports;

namespace Atlas.Registry.Webhooks;

/// <summary>The kinds of events that a webhook can ask for.</summary>
public static class EventKinds
{
    /// <summary>Every event.</summary>
    public const string Audit = "audit";

    /// <summary>Gets all kinds.</summary>
    public static Seq<string> All =>
        ["push", "plan", "approval", "deployment", "drift", "refusal", "exception", "policy", "access", Audit];

    /// <summary>Gets the kinds that a webhook is told of when none are named.</summary>
    public static Seq<string> Default => ["push", "plan", "approval", "deployment", "drift", "refusal", "exception"];

    /// <summary>Returns the kind of an event; <see cref="Audit"/> for one that only those hear of who hear of
    /// all.</summary>
    public static string Of(AuditEvent entry) => entry.Action switch
    {
        "version.push" or "tag.move" or "version.redact" => "push",
        "plan.push" or "plan.change" or "plan.remove" => "plan",
        "plan.approve" or "plan.reject" or "break-glass.review" => "approval",
        "deployment.end" or "deployment.settle" => "deployment",
        "target.drift" => "drift",
        "permit.refuse" or "version.withdraw" => "refusal",
        "deployment.attempt" when entry.Inner("end").Text("outcome") == "BLOCKED" => "refusal",
        "permit.break-glass" => "exception",
        "policy.propose" or "policy.enforce" or "policy.reject" => "policy",
        "token.create" or "token.revoke" => "access",
        _ => Audit,
    };
}
