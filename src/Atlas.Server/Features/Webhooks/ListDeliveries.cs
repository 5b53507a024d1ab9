using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Webhooks;

/// <summary>Lists the deliveries of a webhook, newest first.</summary>
internal sealed class ListDeliveries : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/webhooks/{id}/deliveries", Scopes.Admin,
        "Lists the deliveries of a webhook, newest first.")
    {
        Query = ["page", "size"],
        Answer = Shapes.DeliveryPage,
    };

    public static async Task HandleAsync(Call call) => await call.AnswerAsync(
        await call.Registry.Webhooks.ListDeliveriesAsync(call.Route("id"), call.Page, call.Cancelled),
        Shapes.DeliveryPage);
}
