using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Deployments;

/// <summary>Records a dry run or a blocked deployment, which change no target; idempotent by the id.</summary>
internal sealed class RecordAttempt : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/attempts", Scopes.DeployAnywhere,
        "Records a dry run or a blocked deployment, which change no target; idempotent by the id.")
    {
        Body = Shapes.Attempt,
        Answer = Shapes.DeploymentReceipt,
    };

    public static async Task HandleAsync(Call call)
    {
        var attempt = await call.ReadAsync(Shapes.Attempt);
        var receipt = await call.Registry.RecordAttemptAsync(attempt.Begin, attempt.End, call.Cancelled);
        await call.AnswerAsync(receipt, Shapes.DeploymentReceipt);
    }
}
