using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Webhooks;

/// <summary>Delivers an event to a webhook once more, under the same id.</summary>
internal sealed class ReplayDelivery : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/webhooks/{id}/deliveries/{delivery}/replay", Scopes.Admin,
        "Delivers an event to a webhook once more, under the same id.")
    {
        Answer = Shapes.WebhookDelivery,
    };

    public static async Task HandleAsync(Call call) => await call.AnswerAsync(
        await call.Registry.Webhooks.ReplayAsync(call.Route("id"), call.Route("delivery"), call.Cancelled),
        Shapes.WebhookDelivery);
}
