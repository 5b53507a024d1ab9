using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Deployments;

/// <summary>Records how a deployment ended; idempotent by its id.</summary>
internal sealed class EndDeployment : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/deployments/{id}/end", Scopes.DeployAnywhere, "Records how a deployment ended; idempotent by its id.")
    {
        Body = Shapes.DeploymentEnd,
        Answer = Shapes.DeploymentReceipt,
    };

    public static async Task HandleAsync(Call call)
    {
        var end = await call.ReadAsync(Shapes.DeploymentEnd);
        if (end.Id != call.Route("id")) throw Call.Invalid("The id in the body isn't the one in the path.");

        await call.AnswerAsync(await call.Registry.EndAsync(end, call.Cancelled), Shapes.DeploymentReceipt);
    }
}
