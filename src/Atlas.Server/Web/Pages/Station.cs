using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Server.Web.Pages;

/// <summary>A station on a version's way.</summary>
/// <param name="At">When, by the registry's clock; by the client's where it is only said.</param>
/// <param name="Title">What happened, in a word or two.</param>
/// <param name="Tone">How it ended, as marks show it.</param>
/// <param name="Subject">Who; authenticated, unless it is only said.</param>
public sealed record Station(DateTimeOffset At, string Title, string Tone, string Subject)
{
    /// <summary>Gets how long after the station before it was; null for the first.</summary>
    public TimeSpan? Since { get; init; }

    /// <summary>Gets what else there is to know; may be empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets the page with more; null for none. Only pages of this site, and web addresses that were said.</summary>
    public string? Path { get; init; }

    /// <summary>Gets why it was refused, a sentence each; may be empty.</summary>
    public Seq<string> Reasons { get; init; } = [];

    /// <summary>Gets whether it belongs into the picture: the first time that something good came of it.</summary>
    public bool IsMilestone { get; init; }

    /// <summary>Gets whether only the client says so.</summary>
    public bool IsClaim { get; init; }

    /// <summary>Returns stations in the order of time, each with the time since the one before.</summary>
    internal static Seq<Station> InOrder(IEnumerable<Station> stations)
    {
        var result = new List<Station>();
        foreach (var station in stations.OrderBy(s => s.At))
            result.Add(station with { Since = result.Count == 0 ? null : station.At - result[^1].At });
        return result.ToSeq();
    }

    /// <summary>Returns what is said of the way to the push: pull request and run.</summary>
    internal static IEnumerable<Station> Before(ResolvedVersion version)
    {
        var claims = version.Claims;
        if (claims.PullRequest is { MergedAt: { } merged } pull)
        {
            yield return new(merged, "merged", "calm", pull.MergedBy ?? claims.Actor ?? "")
            {
                Text = $"{claims.Branch ?? "the branch"}{(claims.Commit is { } commit ? $" at {Short(commit)}" : "")}",
                Path = Web(claims.PullRequestUrl), IsClaim = true, IsMilestone = true,
            };
        }
        else if (Web(claims.PullRequestUrl) is { } address && claims.Time is { } time && time <= version.PushedAt)
        {
            yield return new(time, "pull request", "calm", claims.Actor ?? claims.User ?? "")
            {
                Text = claims.Branch ?? "", Path = address, IsClaim = true, IsMilestone = true,
            };
        }
    }

    /// <summary>Returns the push.</summary>
    internal static Station Push(ResolvedVersion version) => new(version.PushedAt, "pushed", "good", version.PushedBy)
    {
        Text = version.Description, Path = Atlas.Server.Web.At.Version(version.Repo, version.Version), IsMilestone = true,
    };

    /// <summary>Returns a verdict on a plan that led to the version.</summary>
    internal static IEnumerable<Station> Of(StoredPlan plan)
    {
        if (plan.Review is not { } review) yield break;
        yield return new(
            review.At, review.Verdict is PlanStatus.Approved ? "plan approved" : "plan rejected",
            review.Verdict is PlanStatus.Approved ? "good" : "bad", review.Subject)
        {
            Text = $"{plan.Name}, by {plan.Author}", Path = Atlas.Server.Web.At.Plan(plan.Repo, plan.Name), IsMilestone = true,
        };
    }

    /// <summary>Returns a run of tests.</summary>
    internal static Station Of(TestRun run, bool isFirst) => new(
        run.At, run.Outcome is EvidenceOutcome.Passed ? "tests passed" : "tests failed",
        run.Outcome is EvidenceOutcome.Passed ? "good" : "bad", run.Subject)
    {
        Text = $"{Show.Count(run.Report.Passed.Count, "case")} passed, {run.Report.Failed.Count} failed" +
            (run.IsWhole() ? "" : "; not every case ran"),
        IsMilestone = isFirst,
    };

    /// <summary>Returns a validation of a database that ran the version.</summary>
    internal static Station Of(Validation validation) => new(
        validation.At, $"{validation.Report.Name} {(validation.Report.Outcome is EvidenceOutcome.Passed ? "passed" : "failed")}",
        validation.Report.Outcome is EvidenceOutcome.Passed ? "good" : "bad", validation.Subject)
    {
        Text = $"{validation.Report.Env} · {validation.Target}", Path = Web(validation.Report.Url),
    };

    /// <summary>Returns a withdrawal.</summary>
    internal static Station Of(Withdrawal withdrawal) => new(withdrawal.At, "withdrawn", "bad", withdrawal.By)
    {
        Text = withdrawal.Env.Length > 0 ? $"{withdrawal.Env} was moved back from it" : withdrawal.Reason,
    };

    /// <summary>Returns a deployment or attempt.</summary>
    internal static Station Of(Deployment deployment, bool isFirst) => new(
        deployment.EndedAt ?? deployment.BegunAt,
        $"{deployment.Begin.Env} {Show.Words(deployment.Outcome)}",
        deployment.Outcome switch
        {
            DeploymentOutcome.Passed or DeploymentOutcome.NoAction => "good",
            DeploymentOutcome.Failed or DeploymentOutcome.Blocked => "bad",
            DeploymentOutcome.Running => "odd",
            _ => "calm",
        },
        deployment.Subject)
    {
        Text = deployment.Begin.Target.Name + (deployment.BreakGlass is { } glass ? $", past the policy: {glass.Reason}" : ""),
        Path = Atlas.Server.Web.At.Deployment(deployment.Begin.Id),
        Reasons = ReasonsOf(deployment),
        IsMilestone = isFirst,
    };

    private static Seq<string> ReasonsOf(Deployment deployment) =>
    [
        .. deployment.Begin.Checks.Where(c => c.Message.Length > 0).Select(c => $"{c.Rule}: {c.Message}"),
        .. deployment.End?.Error is { } error && deployment.Begin.Checks.All(c => c.Message.Length == 0) ? [error] : (string[])[],
    ];

    private static string Short(string commit) => commit.Length > 12 ? commit[..12] : commit;

    private static string? Web(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? address : null;
}
