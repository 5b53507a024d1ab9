using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Reports;

namespace Atlas.Cli.Screen.Evidence;

/// <summary>The tables of the evidence, in the order in which an auditor asks.</summary>
internal static class EvidenceTables
{
    /// <summary>Makes the tables of a report.</summary>
    public static Seq<EvidenceTable> Of(EvidenceReport report) =>
    [
        Targets(report), Unauthorised(report), Gaps(report), Sightings(report), Changes(report), Duties(report),
        Refusals(report), Exceptions(report),
        Rights("access-at-start", "Who could do what at the beginning", report.AccessAtStart),
        Rights("access-at-end", "Who can do what at the end", report.AccessAtEnd), Policies(report),
    ];

    /// <summary>Makes the table of who may do what.</summary>
    public static EvidenceTable Rights(string file, string title, Seq<Access> access) => new(
        file, title,
        "Computed from the events of the audit log alone: each token that was given and had neither been revoked nor " +
        "expired.",
        ["SUBJECT", "KIND", "SCOPES", "GIVEN BY", "GIVEN AT", "ENDS AT", "TOKEN"],
        [.. access.Select(a => Row(
            a.Subject, a.IsBot ? "bot" : "person", string.Join(" ", a.Scopes), a.GivenBy, Time(a.GivenAt), Time(a.EndsAt),
            a.Token))]);

    private static EvidenceTable Targets(EvidenceReport report) => new(
        "targets", "Completeness of each database",
        "The fingerprint of a database stands for its whole schema. A database is COMPLETE when every change of its " +
        "fingerprint that anybody saw is what a deployment left, and no verification is missing.",
        ["REPO", "DATABASE", "STATEMENT", "FINGERPRINT AT START", "FINGERPRINT AT END", "SEEN", "VERIFIED", "UNAUTHORISED",
            "GAPS", "IDENTITY"],
        [.. report.Targets.Select(t => Row(
            t.Target.Repo, t.Target.Name, t.IsComplete ? "COMPLETE" : "INCOMPLETE", Or(t.AtStart, "not known"),
            Or(t.AtEnd, "not known"), $"{t.Sightings.Count}", $"{t.Sightings.Count(s => s.IsVerified)}",
            $"{t.Unauthorised.Count}", $"{t.Gaps.Count}", t.Target.Identity))])
    { OnlyInFile = ["IDENTITY"] };

    private static EvidenceTable Unauthorised(EvidenceReport report) => new(
        "unauthorised", "Changes that no deployment explains",
        "Somebody changed the database past the registry between these two moments. Who it was can't be seen here: look " +
        "for it in the database server's own log.",
        ["REPO", "DATABASE", "LAST SEEN AS IT WAS", "FOUND CHANGED", "HOW", "BY", "FINGERPRINT BEFORE", "FINGERPRINT AFTER"],
        [.. report.Targets.SelectMany(t => t.Unauthorised.Select(c => Row(
            t.Target.Repo, t.Target.Name, Time(c.Before.At), Time(c.Found.At), c.Found.Kind, c.Found.Subject,
            c.Before.Fingerprint, c.Found.Fingerprint)))]);

    private static EvidenceTable Gaps(EvidenceReport report) => new(
        "verification-gaps", "Times without verification",
        "In these times no agent looked at the database for longer than was asked for: a change that was made and undone " +
        "between would not show.",
        ["REPO", "DATABASE", "FROM", "TO"],
        [.. report.Targets.SelectMany(t => t.Gaps.Select(g => Row(
            t.Target.Repo, t.Target.Name, Time(g.From), Time(g.To))))]);

    private static EvidenceTable Sightings(EvidenceReport report) => new(
        "sightings", "Every time that somebody looked",
        "What inspection found, in order; the entry is that of the audit log.",
        ["REPO", "DATABASE", "AT", "OCCASION", "BY", "FINGERPRINT", "DEPLOYMENT OR OBSERVATION", "ENTRY"],
        [.. report.Targets.SelectMany(t => t.Sightings.Select(s => Row(
            t.Target.Repo, t.Target.Name, Time(s.At), s.Kind, s.Subject, s.Fingerprint, s.Id, $"{s.Leaf}")))]);

    private static EvidenceTable Changes(EvidenceReport report) => new(
        "changes", "Every change with its whole way",
        "Who wrote it, who reviewed it, what was tested, where it was before, who approved the plan, and who deployed it. " +
        "Authors, approvers and deployers are authenticated; what pull requests say is what the pipeline reported.",
        ["BEGUN", "REPO", "DATABASE", "VERSION", "OUTCOME", "DEPLOYED BY", "PUSHED BY", "PULL REQUEST", "PLANS APPROVED",
            "TESTS", "VALIDATIONS", "BEFORE", "EXCEPTION", "ENDED", "DIGEST", "STATEMENTS", "POLICY", "DEPLOYMENT"],
        [.. report.Changes.Select(Change)])
    { OnlyInFile = ["ENDED", "DIGEST", "STATEMENTS", "POLICY", "DEPLOYMENT"] };

    private static Seq<string> Change(ChangeRecord change)
    {
        var (deployment, begin) = (change.Deployment, change.Deployment.Begin);
        var claims = change.Version?.Version.Claims;
        return Row(
            Time(deployment.BegunAt), begin.Repo, begin.Target.Name, begin.ToVersion ?? "(no version)",
            deployment.Outcome.ToString().ToUpperInvariant(), deployment.Subject, change.Version?.Version.PushedBy ?? "",
            claims?.PullRequest is { } pull ? PullRequestText.Of(pull) : claims?.PullRequestUrl ?? "",
            Lines(change.Approvals),
            Lines(change.Version?.Tests.Where(t => t.At <= deployment.BegunAt).Select(EvidenceText.Of) ?? []),
            Lines(change.Version?.Validations.Where(v => v.At <= deployment.BegunAt)
                .Select(v => $"{EvidenceText.Of(v)} by {v.Subject}") ?? []),
            Lines(change.Before.Select(d =>
                $"{d.Begin.Env} ({d.Begin.Target.Name}) {d.Outcome.ToString().ToUpperInvariant()} {Time(d.EndedAt)} by {d.Subject}")),
            deployment.BreakGlass is { } glass ? $"BREAK GLASS, {PermitModel.Review(glass)}: {glass.Reason}" : "",
            Time(deployment.EndedAt), begin.ToDigest?.Value ?? "", Lines(begin.Statements.Select(s => s + ";")),
            change.Policy, begin.Id);
    }

    private static EvidenceTable Duties(EvidenceReport report) => new(
        "duties", "Separation of duties",
        "Changes in which one person did what two should have done. Empty means that none was found.",
        ["BEGUN", "REPO", "DATABASE", "VERSION", "WHAT", "DEPLOYMENT"],
        [.. report.Changes.SelectMany(c => c.Flaws.Select(f => Row(
            Time(c.Deployment.BegunAt), c.Deployment.Begin.Repo, c.Deployment.Begin.Target.Name,
            c.Deployment.Begin.ToVersion ?? "", f, c.Deployment.Begin.Id)))]);

    private static EvidenceTable Refusals(EvidenceReport report) => new(
        "refusals", "What was refused",
        "Deployments that the policy or a check stopped before the first statement.",
        ["AT", "REPO", "VERSION", "ASKED BY", "REFUSED BY", "REASONS"],
        [.. report.Refusals.Select(r => Row(
            Time(r.At), r.Repo, r.Version, r.Subject, r.By, Lines(r.Reasons)))]);

    private static EvidenceTable Exceptions(EvidenceReport report) => new(
        "exceptions", "Exceptions and their reviews",
        "Deployments for which somebody broke the glass. OPEN means that nobody else reviewed it yet.",
        ["AT", "REPO", "VERSION", "BROKEN BY", "REASON", "POLICY SAID", "STATE", "REVIEWED BY", "REVIEWED AT", "REVIEW",
            "DEPLOYMENT"],
        [.. report.Exceptions.Select(e => Row(
            Time(e.At), e.Repo, e.Version, e.Subject, e.Reason, Lines(e.Excused), e.Review is null ? "OPEN" : "REVIEWED",
            e.Review?.Subject ?? "", Time(e.Review?.At), e.Review?.Text ?? "", e.Id))])
    { OnlyInFile = ["DEPLOYMENT"] };

    private static EvidenceTable Policies(EvidenceReport report) => new(
        "policies", "Policies in force",
        "What the registry demanded before a version could reach this environment. Each was in force from its decision " +
        "until the next of its repo was.",
        ["REPO", "REVISION", "STATE", "PROPOSED BY", "PROPOSED AT", "DECIDED BY", "DECIDED AT", "WEAKENS", "RULE", "DIGEST"],
        [.. report.Policies.Select(p => Row(
            p.Repo, $"{p.Number}", PolicyModel.Word(p.State), p.ProposedBy, Time(p.ProposedAt), p.DecidedBy ?? "",
            Time(p.DecidedAt), Lines(p.Weakens),
            p.Policy.For(report.Env) is { } rule ? PolicyText.Write(new([rule])).Trim() : "(this environment isn't protected)",
            p.Digest.Value))])
    { OnlyInFile = ["DIGEST"] };

    private static Seq<string> Row(params ReadOnlySpan<string> cells) => Seq.Create(cells);

    private static string Lines(IEnumerable<string> lines) => string.Join("\n", lines);

    private static string Or(string text, string other) => text.Length > 0 ? text : other;

    private static string Time(DateTimeOffset? time) => CloudOptions.Time(time);
}
