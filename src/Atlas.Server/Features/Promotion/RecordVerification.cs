using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Records what an agent saw, signed; idempotent by the id.</summary>
internal sealed class RecordVerification : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/verifications", Scopes.Verify,
        "Records what an agent saw, signed; idempotent by the id.")
    {
        Body = Shapes.SignedObservation,
        Answer = Shapes.Verification,
    };

    public static async Task HandleAsync(Call call)
    {
        var observation = await call.ReadAsync(Shapes.SignedObservation);
        await call.AnswerAsync(
            await call.Registry.Gate.VerifyAsync(observation, call.Cancelled), Shapes.Verification);
    }
}
