using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Webhooks;

/// <summary>Lists the webhooks, oldest first.</summary>
internal sealed class ListWebhooks : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/webhooks", Scopes.Admin,
        "Lists the webhooks, oldest first.")
    {
        Answer = Shapes.WebhookListing,
    };

    public static async Task HandleAsync(Call call) => await call.AnswerAsync(
        new(await call.Registry.Webhooks.ListAsync(call.Cancelled)), Shapes.WebhookListing);
}
