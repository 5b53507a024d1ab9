using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Audit;

/// <summary>Returns the audit log's signed checkpoint, its public key, and the proof that it continues an older
/// one.</summary>
internal sealed class GetLog : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/audit/log", "",
        "Returns the audit log's signed checkpoint, its public key, and the proof that it continues an older one.")
    {
        Query = ["since"],
        Answer = Shapes.LogState,
    };

    public static async Task HandleAsync(Call call) => await call.AnswerAsync(
        await call.Registry.GetLogAsync(call.Number("since") ?? 0, call.Cancelled), Shapes.LogState);
}
