using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Repos;

/// <summary>Describes a repo by slug, id or display name.</summary>
internal sealed class GetRepo : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}", Scopes.Read, "Describes a repo by slug, id or display name.")
    {
        Answer = Shapes.Repo,
    };

    public static async Task HandleAsync(Call call)
    {
        var repo = await call.Registry.GetRepoAsync(call.Route("repo"), call.Cancelled);
        await call.AnswerAsync(repo, Shapes.Repo, repo.Revision);
    }
}
