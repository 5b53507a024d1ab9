using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Returns what an agent needs to know of a target; nothing when the database was never deployed to.</summary>
internal sealed class WatchTarget : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/watch", Scopes.Verify,
        "Returns what an agent needs to know of a target; nothing when the database was never deployed to.")
    {
        Query = ["env", "identity", "content"],
        Answer = Shapes.WatchedTarget,
        MayBeNothing = true,
    };

    public static async Task HandleAsync(Call call)
    {
        var watched = await call.Registry.Gate.WatchAsync(
            call.Route("repo"), call.Required("env"), call.Required("identity"), call.Query("content") == "1",
            call.Cancelled);
        if (watched is null) call.AnswerNothing();
        else await call.AnswerAsync(watched, Shapes.WatchedTarget);
    }
}
