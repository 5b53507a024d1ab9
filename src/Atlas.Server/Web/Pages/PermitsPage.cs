using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The permits, newest first; exceptions with their reasons and reviews.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Page">The permits.</param>
/// <param name="Filter">What is filtered by.</param>
/// <param name="Obstacle">Why the viewer may not review exceptions; empty when they may.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record PermitList(Frame Frame, Page<Permit> Page, PermitFilter Filter, string Obstacle, Pager Pager) : IFramed;

/// <inheritdoc cref="PermitList"/>
internal sealed class PermitsPage : IPage
{
    public const string ReviewPath = "/permits/{id}/review";

    public static PageShape Shape => new("/permits", Section.Deployments, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var only = visit.Query("only");
        var filter = new PermitFilter(visit.Query("repo"), visit.Query("env"), only is "exceptions", only is "unreviewed");
        var page = await visit.Registry.Gate.ListPermitsAsync(filter, visit.Page, visit.Cancelled);
        var frame = visit.Frame(
            Section.Deployments, "Permits", visit.With("/permits"), new Crumb("Deployments", "/migrations"));
        return PermitListSlice.Create(new(
            frame, page, filter, visit.Lacks(Scopes.Approve), Pager.Of(visit, page, "permit")));
    }

    /// <summary>Records the review of an exception.</summary>
    public static async Task ReviewAsync(Visit visit, IFormCollection form)
    {
        await visit.Registry.Gate.ReviewAsync(visit.Route("id"), form["review"].ToString().Trim(), visit.Cancelled);
        Forms.Lead(visit.Http, "/permits?only=exceptions");
    }
}
