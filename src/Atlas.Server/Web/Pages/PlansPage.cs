using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The plans of a repo, newest first.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Page">The plans.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record PlanList(Frame Frame, string Repo, Page<StoredPlan> Page, Pager Pager) : IFramed;

/// <inheritdoc cref="PlanList"/>
internal sealed class PlansPage : IPage
{
    public static PageShape Shape => new("/schemas/{repo}/plans", Section.Plans, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var repo = visit.Route("repo");
        var page = await visit.Registry.ListPlansAsync(repo, new PlanFilter(), visit.Page, visit.Cancelled);
        var frame = visit.Frame(
            Section.Plans, $"Plans of {repo}", $"/repos/{Uri.EscapeDataString(repo)}/plans",
            new Crumb("Plans", "/plans"));
        return PlanListSlice.Create(new(frame, repo, page, Pager.Of(visit, page, "plan")));
    }
}
