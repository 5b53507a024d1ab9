using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Deployments;

/// <summary>Says how far a deployment is that has no end yet.</summary>
internal sealed class ReportProgress : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/deployments/{id}/progress", Scopes.DeployAnywhere,
        "Says how far a deployment is that has no end yet; GET /deployments/{id} shows it.")
    {
        Body = Shapes.DeploymentProgress,
        Answer = Shapes.DeploymentProgress,
    };

    public static async Task HandleAsync(Call call)
    {
        var progress = await call.ReadAsync(Shapes.DeploymentProgress);
        if (progress.Id != call.Route("id")) throw Call.Invalid("The id in the body isn't the one in the path.");

        await call.Registry.ReportProgressAsync(progress, call.Cancelled);
        await call.AnswerAsync(progress, Shapes.DeploymentProgress);
    }
}
