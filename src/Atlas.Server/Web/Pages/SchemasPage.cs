using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The repos, by name.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Page">The repos.</param>
/// <param name="Pager">Where the other pages are.</param>
public sealed record SchemaList(Frame Frame, Page<Repo> Page, Pager Pager) : IFramed;

/// <inheritdoc cref="SchemaList"/>
internal sealed class SchemasPage : IPage
{
    public static PageShape Shape => new("/schemas", Section.Schemas, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var page = await visit.Registry.ListReposAsync(visit.Page, visit.Cancelled);
        return SchemaListSlice.Create(new(
            visit.Frame(Section.Schemas, "Schemas", "/repos"), page, Pager.Of(visit, page, "repo")));
    }
}
