using Atlas.Core.Model;
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
public sealed record DatabaseView(Frame Frame, Target Target, Page<Deployment> History, Pager Pager) : IFramed
{
    /// <summary>Gets the versions that it ran, newest first: each with the deployment that brought it there, how long it
    /// stayed, and how many deployments failed while it was there.</summary>
    public Seq<VersionStay> Stays
    {
        get
        {
            var stays = new List<VersionStay>();
            var (until, failures) = ((DateTimeOffset?)null, 0);
            foreach (var deployment in History.Items)
            {
                if (deployment is { Outcome: DeploymentOutcome.Passed, Begin.ToVersion: { } version })
                {
                    var since = deployment.EndedAt ?? deployment.BegunAt;
                    stays.Add(new(version, deployment, since, until, failures));
                    (until, failures) = (since, 0);
                }
                else if (deployment.Outcome is DeploymentOutcome.Failed or DeploymentOutcome.Blocked) failures++;
            }

            return stays.ToSeq();
        }
    }
}

/// <summary>How long a database ran a version.</summary>
/// <param name="Version">The version.</param>
/// <param name="By">The deployment that brought it there.</param>
/// <param name="Since">When that ended.</param>
/// <param name="Until">When the next version came; null while it is there.</param>
/// <param name="Failures">How many deployments were refused or failed meanwhile.</param>
public sealed record VersionStay(
    string Version, Deployment By, DateTimeOffset Since, DateTimeOffset? Until, int Failures);

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
