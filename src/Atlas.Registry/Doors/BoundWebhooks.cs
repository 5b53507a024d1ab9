using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;

namespace Atlas.Registry.Doors;

/// <summary>The rules of webhooks as one authenticated subject sees them.</summary>
internal sealed class BoundWebhooks(RegistryRules rules, Caller caller, bool isEmbedded) : WebhookList
{
    public override Task<AddedWebhook> AddAsync(NewWebhook webhook, CancellationToken cancellationToken) => isEmbedded
        ? throw Refuse.Invalid(
            "The embedded registry tells nobody what happens: webhooks need a server, which `atlas serve` is.")
        : rules.Webhooks.AddAsync(caller, webhook, cancellationToken);

    public override Task<Seq<Webhook>> ListAsync(CancellationToken cancellationToken) =>
        rules.Webhooks.ListAsync(caller, cancellationToken);

    public override Task<Webhook> RemoveAsync(string id, CancellationToken cancellationToken) =>
        rules.Webhooks.RemoveAsync(caller, id, cancellationToken);

    public override Task<Page<WebhookDelivery>> ListDeliveriesAsync(
        string id, PageRequest page, CancellationToken cancellationToken) =>
        rules.Webhooks.ListDeliveriesAsync(caller, id, page, cancellationToken);

    public override Task<WebhookDelivery> ReplayAsync(
        string id, string delivery, CancellationToken cancellationToken) =>
        rules.Webhooks.ReplayAsync(caller, id, delivery, cancellationToken);
}
