using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>One repo: where its databases stand on the line of its versions.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Repo">The repo.</param>
/// <param name="Environments">Its environments and their databases.</param>
/// <param name="Versions">A page of its versions, newest first.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record SchemaRepo(
    Frame Frame, Repo Repo, Seq<EnvironmentCell> Environments, Page<ResolvedVersion> Versions, Pager Pager) : IFramed
{
    /// <summary>Returns the databases that run a version.</summary>
    public IEnumerable<Target> On(ResolvedVersion version) =>
        Environments.SelectMany(e => e.Targets).Where(t => t.CurrentVersion == version.Version);

    /// <summary>Returns the version pushed before another, where it stands on the same page.</summary>
    public ResolvedVersion? Before(ResolvedVersion version) =>
        Versions.Items.FirstOrDefault(v => v.Sequence < version.Sequence);
}

/// <inheritdoc cref="SchemaRepo"/>
internal sealed class SchemaPage : IPage
{
    private const int MostDatabases = 1000;

    public static PageShape Shape => new("/schemas/{repo}", Section.Schemas, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var repo = await visit.Registry.GetRepoAsync(visit.Route("repo"), visit.Cancelled);
        var versions = await visit.Registry.ListVersionsAsync(repo.Slug, visit.Page, visit.Cancelled);
        var targets = await visit.Registry.ListDatabasesAsync(
            new(null, [repo.Slug]), new(1, MostDatabases), visit.Cancelled);
        var frame = visit.Frame(
            Section.Schemas, repo.Name, $"/repos/{Uri.EscapeDataString(repo.Slug)}/versions",
            new Crumb("Schemas", "/schemas"));
        return SchemaRepoSlice.Create(new(
            frame, repo, OverviewPage.Rows([repo], targets.Items)[0].Environments, versions,
            Pager.Of(visit, versions, "version")));
    }
}
