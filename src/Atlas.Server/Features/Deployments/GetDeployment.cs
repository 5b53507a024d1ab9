using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Deployments;

/// <summary>Describes a deployment.</summary>
internal sealed class GetDeployment : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/deployments/{id}", Scopes.Read, "Describes a deployment.")
    {
        Answer = Shapes.Deployment,
    };

    public static async Task HandleAsync(Call call)
    {
        await call.AnswerAsync(await call.Registry.GetDeploymentAsync(call.Route("id"), call.Cancelled),
            Shapes.Deployment);
    }
}
