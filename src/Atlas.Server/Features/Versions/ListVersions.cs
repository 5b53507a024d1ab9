using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Versions;

/// <summary>Lists the versions of a repo, newest first.</summary>
internal sealed class ListVersions : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/versions", Scopes.Read, "Lists the versions of a repo, newest first.")
    {
        Query = ["page", "size"],
        Answer = Shapes.VersionPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var versions = await call.Registry.ListVersionsAsync(call.Route("repo"), call.Page, call.Cancelled);
        await call.AnswerAsync(versions, Shapes.VersionPage);
    }
}
