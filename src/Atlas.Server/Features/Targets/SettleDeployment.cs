using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Targets;

/// <summary>Settles a target whose deployment has no end; the repo in the path is the one.</summary>
internal sealed class SettleDeployment : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/settle", Scopes.DeployAnywhere,
        "Settles a target whose deployment has no end; the repo in the path is the one.")
    {
        Body = Shapes.SettleTarget,
        Answer = Shapes.Target,
    };

    public static async Task HandleAsync(Call call)
    {
        var settle = await call.ReadAsync(Shapes.SettleTarget);
        var target = await call.Registry.SettleAsync(settle with { Repo = call.Route("repo") }, call.Cancelled);
        await call.AnswerAsync(target, Shapes.Target);
    }
}
