using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Webhooks;

/// <summary>Removes a webhook; what was delivered to it stays on record.</summary>
internal sealed class RemoveWebhook : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "DELETE", "/webhooks/{id}", Scopes.Admin,
        "Removes a webhook; what was delivered to it stays on record.")
    {
        Answer = Shapes.Webhook,
    };

    public static async Task HandleAsync(Call call) => await call.AnswerAsync(
        await call.Registry.Webhooks.RemoveAsync(call.Route("id"), call.Cancelled), Shapes.Webhook);
}
