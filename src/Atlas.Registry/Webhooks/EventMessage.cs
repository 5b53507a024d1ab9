using Atlas.Core.Model;
using Atlas.Registry.Reports;

namespace Atlas.Registry.Webhooks;

/// <summary>Tells an event in one sentence for people.</summary>
internal static class EventMessage
{
    /// <summary>Returns the sentence.</summary>
    /// <param name="entry">The event.</param>
    /// <param name="repo">The repo's slug; empty for none.</param>
    public static string Of(AuditEvent entry, string repo)
    {
        var (by, env, version) = (entry.Subject, entry.Env, entry.Text("version"));
        return entry.Action switch
        {
            "version.push" => $"{by} pushed version {version} of {repo}{Tag(entry)}.",
            "tag.move" => $"{by} moved the tag {entry.Text("tag")} of {repo} to version {version}.",
            "version.withdraw" => $"{by} withdrew version {version} of {repo}: {entry.Text("reason")}",
            "plan.push" => $"{by} stored the plan {entry.Text("plan")} of {repo}.",
            "plan.change" => $"{by} changed the plan {entry.Text("plan")} of {repo}.",
            "plan.remove" => $"{by} removed the plan {entry.Text("plan")} of {repo}.",
            "plan.approve" => $"{by} approved the plan {entry.Text("plan")} of {repo}.",
            "plan.reject" => $"{by} rejected the plan {entry.Text("plan")} of {repo}.",
            "deployment.end" => $"{by}'s deployment of {repo} to {env} ended: {entry.Text("outcome")}{Version(entry)}.",
            "deployment.settle" => $"{by} settled a deployment of {repo} that had no end: {entry.Text("outcome")}.",
            "deployment.attempt" => $"{by} was stopped from deploying {repo} to {entry.Inner("begin").Env}: " +
                entry.Inner("end").Text("error"),
            "target.drift" => $"DRIFT: {by} saw that a database of {repo} isn't on version {version} any more.",
            "permit.refuse" => $"The registry refused {by} a permit for version {version} of {repo} to {env}: " +
                string.Join(" ", entry.Texts("refusals")),
            "permit.break-glass" => $"BREAK GLASS: {by} deploys version {version} of {repo} to {env} without the evidence " +
                $"that its policy asks for: {entry.Text("breakGlass")}",
            "break-glass.review" => $"{by} reviewed a broken glass of {repo}: {entry.Text("review")}",
            "policy.propose" => $"{by} proposed revision {entry.Details.GetProperty("number")} of the policy of {repo}.",
            "policy.enforce" => $"{by} put revision {entry.Details.GetProperty("number")} of the policy of {repo} into force.",
            _ => $"{by}: {entry.Action}{(repo.Length > 0 ? $" of {repo}" : "")}.",
        };
    }

    private static string Tag(AuditEvent entry) =>
        entry.Text("tag") is { Length: > 0 } tag ? $", tagged {tag}" : "";

    private static string Version(AuditEvent entry) =>
        entry.Text("currentVersion") is { Length: > 0 } version ? $", it is on version {version} now" : "";
}
