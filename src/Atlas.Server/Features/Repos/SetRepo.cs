using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Repos;

/// <summary>Changes the settings of a repo.</summary>
internal sealed class SetRepo : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "PUT", "/repos/{repo}/settings", Scopes.Admin, "Changes the settings of a repo.")
    {
        Body = Shapes.RepoSettings,
        Answer = Shapes.Repo,
    };

    public static async Task HandleAsync(Call call)
    {
        var settings = await call.ReadAsync(Shapes.RepoSettings);
        var repo = await call.Registry.SetRepoAsync(call.Route("repo"), settings, call.Cancelled);
        await call.AnswerAsync(repo, Shapes.Repo, repo.Revision);
    }
}
