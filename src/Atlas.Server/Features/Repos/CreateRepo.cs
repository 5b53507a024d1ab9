using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Repos;

/// <summary>Makes an empty repo.</summary>
internal sealed class CreateRepo : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos", Scopes.Push, "Makes an empty repo.")
    {
        Body = Shapes.NewRepo,
        Answer = Shapes.Repo,
    };

    public static async Task HandleAsync(Call call)
    {
        var repo = await call.ReadAsync(Shapes.NewRepo);
        await call.AnswerAsync(await call.Registry.CreateRepoAsync(repo, call.Cancelled), Shapes.Repo);
    }
}
