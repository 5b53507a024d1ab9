using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The databases, by repo, environment and name.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Page">The databases.</param>
/// <param name="Repo">The repo that is filtered by; empty for none.</param>
/// <param name="Env">The environment that is filtered by; empty for none.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record DatabaseList(Frame Frame, Page<Target> Page, string Repo, string Env, Pager Pager) : IFramed;

/// <inheritdoc cref="DatabaseList"/>
internal sealed class DatabasesPage : IPage
{
    public static PageShape Shape => new("/databases", Section.Databases, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var (repo, env) = (visit.Query("repo"), visit.Query("env"));
        var page = await visit.Registry.ListDatabasesAsync(
            new(env, repo is null ? [] : [repo]), visit.Page, visit.Cancelled);
        return DatabaseListSlice.Create(new(
            visit.Frame(Section.Databases, "Databases", "/databases"), page, repo ?? "", env ?? "",
            Pager.Of(visit, page, "database")));
    }
}
