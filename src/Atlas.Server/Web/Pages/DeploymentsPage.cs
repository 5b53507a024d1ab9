using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The deployments and attempts, newest first.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Page">The deployments.</param>
/// <param name="Repo">The repo that is filtered by; empty for none.</param>
/// <param name="Env">The environment that is filtered by; empty for none.</param>
/// <param name="Outcome">The outcome that is filtered by, as the word of the API; empty for none.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record DeploymentList(
    Frame Frame, Page<Deployment> Page, string Repo, string Env, string Outcome, Pager Pager) : IFramed;

/// <inheritdoc cref="DeploymentList"/>
internal sealed class DeploymentsPage : IPage
{
    public static PageShape Shape => new("/migrations", Section.Deployments, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var (repo, env) = (visit.Query("repo"), visit.Query("env"));
        var outcome = visit.Query("outcome") is { } word ? Words.Outcome(word) : null;
        var page = await visit.Registry.ListDeploymentsAsync(
            new(repo, env, null, outcome is { } one ? [one] : []), visit.Page, visit.Cancelled);
        return DeploymentListSlice.Create(new(
            visit.Frame(Section.Deployments, "Deployments", "/deployments"), page, repo ?? "", env ?? "",
            outcome is { } chosen ? Words.Of(chosen) : "", Pager.Of(visit, page, "deployment")));
    }
}
