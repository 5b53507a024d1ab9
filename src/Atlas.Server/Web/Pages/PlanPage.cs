using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>One plan: its transition, its SQL, and the verdict on it.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Obstacle">Why the viewer may not decide on it; empty when they may.</param>
public sealed record PlanView(Frame Frame, StoredPlan Plan, string Obstacle) : IFramed;

/// <inheritdoc cref="PlanView"/>
internal sealed class PlanPage : IPage
{
    public const string ReviewPath = "/schemas/{repo}/plans/{plan}/review";

    public static PageShape Shape => new("/schemas/{repo}/plans/{plan}", Section.Schemas, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var plan = await visit.Registry.GetPlanAsync(visit.Route("repo"), visit.Route("plan"), visit.Cancelled);
        var frame = visit.Frame(
            Section.Schemas, plan.Name,
            $"/repos/{Uri.EscapeDataString(plan.Repo)}/plans/{Uri.EscapeDataString(plan.Name)}",
            new Crumb("Schemas", "/schemas"), new Crumb(plan.Repo, At.Schema(plan.Repo)),
            new Crumb("Plans", At.Plans(plan.Repo)));
        return PlanViewSlice.Create(new(frame, plan, Obstacle(visit.Subject, plan.Repo)));
    }

    /// <summary>Records a verdict on the text that the page showed.</summary>
    public static async Task ReviewAsync(Visit visit, IFormCollection form)
    {
        var (repo, name) = (visit.Route("repo"), visit.Route("plan"));
        var verdict = form["verdict"].ToString() switch
        {
            "approve" => PlanStatus.Approved,
            "reject" => PlanStatus.Rejected,
            _ => throw Call.Invalid("A plan is approved or rejected."),
        };
        await visit.Registry.ReviewPlanAsync(
            new(repo, name, verdict, new Digest(form["digest"].ToString()), new Claims { Trigger = "PAGE" }),
            visit.Cancelled);
        Forms.Lead(visit.Http, At.Plan(repo, name));
    }

    private static string Obstacle(Subject subject, string repo) =>
        !Scopes.Has(subject, Scopes.Approve) ? Scopes.Missing(subject, Scopes.Approve)
        : !Scopes.Has(subject, Scopes.Approve, repo) ? Scopes.Missing(subject, Scopes.Approve, repo)
        : subject.IsBot ? "A bot does not decide on plans."
        : "";
}
