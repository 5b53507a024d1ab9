using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Repos;

/// <summary>Lists the repos by slug.</summary>
internal sealed class ListRepos : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos", Scopes.Read, "Lists the repos by slug.")
    {
        Query = ["page", "size"],
        Answer = Shapes.RepoPage,
    };

    public static async Task HandleAsync(Call call)
    {
        await call.AnswerAsync(await call.Registry.ListReposAsync(call.Page, call.Cancelled), Shapes.RepoPage);
    }
}
