using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The repos and what protects them.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Repos">The repos by name.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record PolicyList(Frame Frame, Seq<ProtectedRepo> Repos, Pager Pager) : IFramed;

/// <summary>A repo and its policy.</summary>
/// <param name="Repo">The repo.</param>
/// <param name="Policy">The policy that is in force; null for none.</param>
/// <param name="Pending">The revision that waits for a second person; null for none.</param>
public sealed record ProtectedRepo(Repo Repo, PolicyRevision? Policy, PolicyRevision? Pending);

/// <inheritdoc cref="PolicyList"/>
internal sealed class PoliciesPage : IPage
{
    public static PageShape Shape => new("/settings/policies", Section.Settings, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var page = await visit.Registry.ListReposAsync(visit.Page, visit.Cancelled);
        var repos = new List<ProtectedRepo>();
        foreach (var repo in page.Items)
        {
            var revisions = await visit.Registry.Gate.ListPoliciesAsync(repo.Slug, visit.Cancelled);
            repos.Add(new(
                repo, revisions.FirstOrDefault(r => r.State is PolicyState.InForce),
                revisions.FirstOrDefault(r => r.State is PolicyState.Pending)));
        }

        return PolicyListSlice.Create(new(
            visit.Frame(Section.Settings, "Policies", "/repos/{repo}/policy/history"), repos.ToSeq(),
            Pager.Of(visit, page, "repo")));
    }
}
