using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Doors;

/// <summary>The rules of webhooks over HTTP.</summary>
internal sealed class HttpWebhooks(HttpExchange exchange) : WebhookList
{
    private static readonly RegistryJson Json = RegistryJson.Default;

    public override Task<AddedWebhook> AddAsync(NewWebhook webhook, CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post, "/webhooks", webhook, Json.NewWebhook, Json.AddedWebhook, isRepeatable: false,
            cancellationToken);

    public override async Task<Seq<Webhook>> ListAsync(CancellationToken cancellationToken) =>
        (await exchange.GetAsync("/webhooks", Json.WebhookListing, cancellationToken)).Items;

    public override Task<Webhook> RemoveAsync(string id, CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Delete, Path(id), [], Json.StringArray, Json.Webhook, isRepeatable: false, cancellationToken);

    public override Task<Page<WebhookDelivery>> ListDeliveriesAsync(
        string id, PageRequest page, CancellationToken cancellationToken) =>
        exchange.GetAsync(
            $"{Path(id)}/deliveries?page={page.Number}&size={page.Size}", Json.DeliveryPage, cancellationToken);

    public override Task<WebhookDelivery> ReplayAsync(
        string id, string delivery, CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post, $"{Path(id)}/deliveries/{HttpExchange.Segment(delivery)}/replay", [], Json.StringArray,
            Json.WebhookDelivery, isRepeatable: true, cancellationToken);

    private static string Path(string id) => $"/webhooks/{HttpExchange.Segment(id)}";
}
