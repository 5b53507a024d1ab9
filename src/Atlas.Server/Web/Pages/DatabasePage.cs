using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>One database: what it runs, and its history.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Target">The database.</param>
/// <param name="History">Its deployments and attempts, newest first.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record DatabaseView(Frame Frame, Target Target, Page<Deployment> History, Pager Pager) : IFramed;

/// <inheritdoc cref="DatabaseView"/>
internal sealed class DatabasePage : IPage
{
    public static PageShape Shape => new("/databases/{id}", Section.Databases, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var target = await visit.Registry.GetDatabaseAsync(visit.Route("id"), visit.Cancelled);
        var history = await visit.Registry.ListDeploymentsAsync(
            new(null, null, null, []) { Database = target.Id }, visit.Page, visit.Cancelled);
        var frame = visit.Frame(
            Section.Databases, target.Name, $"/databases/{Uri.EscapeDataString(target.Id)}",
            new Crumb("Databases", "/databases"));
        return DatabaseViewSlice.Create(new(frame, target, history, Pager.Of(visit, history, "deployment")));
    }
}
