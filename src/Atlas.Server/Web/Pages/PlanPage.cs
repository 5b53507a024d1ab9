using System.Globalization;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>One plan: its transition, its SQL with what was found and said at each line, and the verdict on it.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Lines">Its SQL.</param>
/// <param name="Comments">What was said of the whole plan, and of lines of earlier texts, oldest first.</param>
/// <param name="From">The versions that it starts at; may be empty.</param>
/// <param name="To">The versions that it arrives at; may be empty.</param>
/// <param name="Obstacle">Why the viewer may not decide on it; empty when they may.</param>
/// <param name="Silence">Why the viewer may not say something of it; empty when they may.</param>
public sealed record PlanView(
    Frame Frame, StoredPlan Plan, Seq<PlanLine> Lines, Seq<PlanComment> Comments, Seq<string> From, Seq<string> To,
    string Obstacle, string Silence) : IFramed;

/// <inheritdoc cref="PlanView"/>
internal sealed class PlanPage : IPage
{
    public const string ReviewPath = "/schemas/{repo}/plans/{plan}/review";
    public const string CommentPath = "/schemas/{repo}/plans/{plan}/comments";

    private const int MostComments = 500;
    private const int NewestVersions = 200;

    public static PageShape Shape => new("/schemas/{repo}/plans/{plan}", Section.Plans, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var plan = await visit.Registry.GetPlanAsync(visit.Route("repo"), visit.Route("plan"), visit.Cancelled);
        var comments = (await visit.Registry.ListCommentsAsync(
            plan.Repo, plan.Name, new(1, MostComments), visit.Cancelled)).Items;
        var versions = (await visit.Registry.ListVersionsAsync(
            plan.Repo, new(1, NewestVersions), visit.Cancelled)).Items;
        var frame = visit.Frame(
            Section.Plans, plan.Name,
            $"/repos/{Uri.EscapeDataString(plan.Repo)}/plans/{Uri.EscapeDataString(plan.Name)}",
            new Crumb("Plans", "/plans"), new Crumb(plan.Repo, At.Plans(plan.Repo)));
        return PlanViewSlice.Create(new(
            frame, plan, PlanLine.Of(plan, comments),
            comments.Where(c => c.Line is null || c.Digest != plan.Digest).ToSeq(), On(versions, plan.From),
            On(versions, plan.To), Obstacle(visit, plan.Repo),
            visit.Lacks(Scopes.Approve, plan.Repo).Length == 0 ? "" : visit.Lacks(Scopes.Plan, plan.Repo)));
    }

    /// <summary>Records a verdict on the text that the page showed; a rejection says why, as a comment.</summary>
    public static async Task ReviewAsync(Visit visit, IFormCollection form)
    {
        var (repo, name) = (visit.Route("repo"), visit.Route("plan"));
        var (digest, reason) = (new Digest(form["digest"].ToString()), form["reason"].ToString().Trim());
        var verdict = form["verdict"].ToString() switch
        {
            "approve" => PlanStatus.Approved,
            "reject" when reason.Length > 0 => PlanStatus.Rejected,
            "reject" => throw Call.Invalid("A rejection needs a reason: its author has to know what to change."),
            _ => throw Call.Invalid("A plan is approved or rejected."),
        };
        await visit.Registry.ReviewPlanAsync(
            new(repo, name, verdict, digest, new Claims { Trigger = "PAGE" }), visit.Cancelled);
        if (reason.Length > 0)
            await visit.Registry.CommentAsync(repo, name, new(Said(verdict, reason), null, digest), visit.Cancelled);
        Forms.Lead(visit.Http, At.Plan(repo, name));
    }

    /// <summary>Says something of the text that the page showed.</summary>
    public static async Task CommentAsync(Visit visit, IFormCollection form)
    {
        var (repo, name) = (visit.Route("repo"), visit.Route("plan"));
        var line = int.TryParse(form["line"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : (int?)null;
        await visit.Registry.CommentAsync(
            repo, name, new(form["text"].ToString().ReplaceLineEndings("\n").Trim(), line, new(form["digest"].ToString())),
            visit.Cancelled);
        Forms.Lead(visit.Http, At.Plan(repo, name) + (line is null ? "#discussion" : FormattableString.Invariant($"#L{line}")));
    }

    private static string Said(PlanStatus verdict, string reason) =>
        (verdict is PlanStatus.Approved ? "Approved: " : "Rejected: ") + reason.ReplaceLineEndings("\n");

    private static Seq<string> On(Seq<ResolvedVersion> versions, Fingerprint state) =>
        versions.Where(v => v.Fingerprint == state).Select(v => v.Version).ToSeq();

    private static string Obstacle(Visit visit, string repo) =>
        visit.Lacks(Scopes.Approve, repo) is { Length: > 0 } missing ? missing
        : visit.Subject.IsBot ? "A bot does not decide on plans."
        : "";
}
