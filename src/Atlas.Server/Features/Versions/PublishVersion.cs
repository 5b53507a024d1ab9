using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Versions;

/// <summary>Publishes a schema; the repo in the path is the one.</summary>
internal sealed class PublishVersion : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/versions", Scopes.Push, "Publishes a schema; the repo in the path is the one.")
    {
        Body = Shapes.PushRequest,
        Answer = Shapes.PushedVersion,
    };

    public static async Task HandleAsync(Call call)
    {
        var push = await call.ReadAsync(Shapes.PushRequest);
        var pushed = await call.Registry.PushAsync(push with { Repo = call.Route("repo") }, call.Cancelled);
        await call.AnswerAsync(pushed, Shapes.PushedVersion, pushed.Version.Revision);
    }
}
