using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Deployments;

/// <summary>Records that a deployment begins; idempotent by its id.</summary>
internal sealed class BeginDeployment : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/deployments", Scopes.DeployAnywhere, "Records that a deployment begins; idempotent by its id.")
    {
        Body = Shapes.DeploymentBegin,
        Answer = Shapes.DeploymentReceipt,
    };

    public static async Task HandleAsync(Call call)
    {
        var begin = await call.ReadAsync(Shapes.DeploymentBegin);
        await call.AnswerAsync(await call.Registry.BeginAsync(begin, call.Cancelled), Shapes.DeploymentReceipt);
    }
}
