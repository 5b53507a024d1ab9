using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Targets;

/// <summary>Finds the target that a database is in an environment; nothing when it was never deployed there.</summary>
internal sealed class FindTarget : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/target", Scopes.Read,
        "Finds the target that a database is in an environment; nothing when it was never deployed there.")
    {
        Query = ["env", "identity"],
        Answer = Shapes.Target,
        MayBeNothing = true,
    };

    public static async Task HandleAsync(Call call)
    {
        var target = await call.Registry.FindTargetAsync(
            call.Route("repo"), call.Required("env"), call.Required("identity"), call.Cancelled);
        if (target is null)
        {
            call.AnswerNothing();
            return;
        }

        await call.AnswerAsync(target, Shapes.Target);
    }
}
