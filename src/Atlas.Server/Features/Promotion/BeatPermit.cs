using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Says that the holder of a permit is alive.</summary>
internal sealed class BeatPermit : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/permits/{id}/beat", Scopes.DeployAnywhere,
        "Says that the holder of a permit is alive.")
    {
        Answer = Shapes.Permit,
    };

    public static async Task HandleAsync(Call call)
    {
        await call.AnswerAsync(await call.Registry.Gate.BeatAsync(call.Route("id"), call.Cancelled), Shapes.Permit);
    }
}
