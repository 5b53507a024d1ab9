using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Reports;

/// <summary>One change of a database with its whole way.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Version">The version's way; null for a state that isn't from the registry.</param>
/// <param name="Approvals">Who approved the plans that it ran, as the log says: plan, subject and time.</param>
/// <param name="Policy">The digest of the policy that permitted it; empty where none protects the environment.</param>
/// <param name="Flaws">What speaks against the separation of duties, a sentence each; empty when nothing.</param>
public sealed record ChangeRecord(
    Deployment Deployment, TracedVersion? Version, Seq<string> Approvals, string Policy, Seq<string> Flaws)
{
    /// <summary>Gets the earlier deployments of the version to other environments, oldest first.</summary>
    public Seq<Deployment> Before => Version is null ? []
        : [.. Version.Deployments.Where(d => d.Begin.Env != Deployment.Begin.Env && d.BegunAt < Deployment.BegunAt
            && d.Outcome is not (DeploymentOutcome.DryRun or DeploymentOutcome.Blocked))];

    /// <summary>Makes the record of a deployment.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="version">Its version's way; null for none.</param>
    /// <param name="events">The whole log.</param>
    public static ChangeRecord Of(Deployment deployment, TracedVersion? version, Seq<AuditEvent> events)
    {
        var digests = deployment.Begin.Plans.Select(p => p.Digest.Value).ToHashSet();
        var approvals = events.Where(e => e.Action == "plan.approve" && digests.Contains(e.Text("digest"))
            && e.At <= deployment.BegunAt).ToList();
        var grant = events.FirstOrDefault(e =>
            e.Action is "permit.grant" or "permit.break-glass" && e.Text("id") == deployment.Begin.Id);
        return new ChangeRecord(
            deployment, version,
            [.. approvals.Select(a => $"{a.Text("plan")} by {a.Subject} at {a.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z")],
            grant?.Text("policy") ?? "", [.. FlawsOf(deployment, version, approvals)]);
    }

    private static IEnumerable<string> FlawsOf(
        Deployment deployment, TracedVersion? version, List<AuditEvent> approvals)
    {
        if (version is null) yield return "What was deployed is no version of the registry.";
        if (version?.Version.PushedBy == deployment.Subject)
            yield return $"\"{deployment.Subject}\" pushed the version and deployed it.";
        foreach (var approval in approvals)
        {
            if (approval.Subject == approval.Text("author"))
                yield return $"\"{approval.Subject}\" approved the plan \"{approval.Text("plan")}\" of their own.";
            if (approval.Subject == deployment.Subject)
                yield return $"\"{approval.Subject}\" approved the plan \"{approval.Text("plan")}\" and deployed it.";
        }

        if (version?.Version.Claims.PullRequest is { Author: { } author } pull)
        {
            if (pull.Reviews.All(r => r.Reviewer == author || r.Verdict != "APPROVED"))
                yield return $"The pull request {pull.Url} was approved by nobody but its author.";
            if (pull.MergedBy == author) yield return $"The pull request {pull.Url} was merged by its author.";
        }
    }
}
