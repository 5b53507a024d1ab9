using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>Which version every database runs, environment beside environment.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Repos">The repos by name, each with its environments.</param>
/// <param name="Attention">The databases that somebody should look at; may be empty.</param>
/// <param name="Running">The deployments that have no end yet; may be empty.</param>
/// <param name="Waiting">What waits for a person.</param>
/// <param name="Refused">The newest deployments that failed or were blocked; may be empty.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record Overview(
    Frame Frame, Seq<RepoRow> Repos, Seq<Target> Attention, Seq<Deployment> Running, Waiting Waiting,
    Seq<Deployment> Refused, Pager Pager) : IFramed;

/// <summary>What waits for a person.</summary>
/// <param name="Plans">The newest plans that wait for a verdict, and how many there are.</param>
/// <param name="Exceptions">How many exceptions wait for a review.</param>
public sealed record Waiting(Page<StoredPlan> Plans, long Exceptions)
{
    /// <summary>Gets whether nothing does.</summary>
    public bool IsEmpty => Plans.Total == 0 && Exceptions == 0;
}

/// <summary>A repo and its environments.</summary>
/// <param name="Repo">The repo.</param>
/// <param name="Environments">The environments in the order in which they were first deployed to.</param>
public sealed record RepoRow(Repo Repo, Seq<EnvironmentCell> Environments);

/// <summary>The databases of a repo in one environment.</summary>
/// <param name="Env">The environment.</param>
/// <param name="Targets">The databases, least advanced first; not empty.</param>
public sealed record EnvironmentCell(string Env, Seq<Target> Targets);

/// <inheritdoc cref="Overview"/>
internal sealed class OverviewPage : IPage
{
    private const int MostDatabases = 1000;
    private const int Newest = 5;

    public static PageShape Shape => new("/", Section.Overview, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var repos = await visit.Registry.ListReposAsync(visit.Page, visit.Cancelled);
        var targets = repos.Items.IsEmpty ? [] : (await visit.Registry.ListDatabasesAsync(
            new(null, repos.Items.Select(r => r.Slug).ToSeq()), new(1, MostDatabases), visit.Cancelled)).Items;
        var refused = await visit.Registry.ListDeploymentsAsync(
            new(null, null, null, [DeploymentOutcome.Failed]), new(1, Newest), visit.Cancelled);
        var running = await visit.Registry.ListDeploymentsAsync(
            new(null, null, null, [DeploymentOutcome.Running]), new(1, Newest), visit.Cancelled);
        var waiting = new Waiting(
            await visit.Registry.ListAllPlansAsync(PlanStatus.Pending, new(1, Newest), visit.Cancelled),
            (await visit.Registry.Gate.ListPermitsAsync(new(null, null, true, true), new(1, 1), visit.Cancelled)).Total);
        var frame = visit.Frame(Section.Overview, "Overview", "/databases");
        return OverviewSlice.Create(new(
            frame, Rows(repos.Items, targets), targets.Where(NeedsLook).ToSeq(), running.Items, waiting,
            refused.Items,
            Pager.Of(visit, repos, "repo")));
    }

    /// <summary>Groups databases; ids begin with the time of the first deployment, so that they order the
    /// environments.</summary>
    internal static Seq<RepoRow> Rows(Seq<Repo> repos, Seq<Target> targets)
    {
        var byRepo = targets.ToLookup(t => t.Repo);
        return repos.Select(repo => new RepoRow(
            repo,
            byRepo[repo.Slug].GroupBy(t => t.Env).OrderBy(e => e.Min(t => t.Id), StringComparer.Ordinal)
                .Select(e => new EnvironmentCell(e.Key, e.OrderBy(t => t.CurrentSequence ?? 0).ToSeq())).ToSeq()))
            .ToSeq();
    }

    private static bool NeedsLook(Target target) =>
        target.IsDrifted || target.Status is TargetStatus.Failed or TargetStatus.Unknown;
}
