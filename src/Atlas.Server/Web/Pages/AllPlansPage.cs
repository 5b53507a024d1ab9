using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The plans of all repos, newest first.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Page">The plans.</param>
/// <param name="Status">The status that is filtered by, as the word of the API; empty for none.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record AllPlans(Frame Frame, Page<StoredPlan> Page, string Status, Pager Pager) : IFramed;

/// <inheritdoc cref="AllPlans"/>
internal sealed class AllPlansPage : IPage
{
    public static PageShape Shape => new("/plans", Section.Plans, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var status = visit.Query("status") is { } word ? Words.Status(word) : null;
        var page = await visit.Registry.ListAllPlansAsync(status, visit.Page, visit.Cancelled);
        return AllPlansSlice.Create(new(
            visit.Frame(Section.Plans, "Plans", visit.With("/plans")), page, status is { } one ? Words.Of(one) : "",
            Pager.Of(visit, page, "plan")));
    }
}
