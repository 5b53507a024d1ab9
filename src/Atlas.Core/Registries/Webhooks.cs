using Atlas.Core.Model;

namespace Atlas.Core.Registries;

/// <summary>The part of a registry that tells others what happens, as one authenticated subject sees it.</summary>
/// <remarks>All members throw <see cref="RegistryException"/> when the registry refuses or can't be reached.</remarks>
public abstract class WebhookList
{
    /// <summary>Adds a webhook; events from now on are delivered to it.</summary>
    /// <returns>The webhook, and its secret, which is shown this once.</returns>
    public abstract Task<AddedWebhook> AddAsync(NewWebhook webhook, CancellationToken cancellationToken);

    /// <summary>Lists the webhooks that weren't removed, oldest first.</summary>
    public abstract Task<Seq<Webhook>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes a webhook: nothing is delivered to it any more. Its deliveries stay.</summary>
    public abstract Task<Webhook> RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists the deliveries of a webhook, newest first.</summary>
    public abstract Task<Page<WebhookDelivery>> ListDeliveriesAsync(
        string id, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Delivers an event once more, with the same id.</summary>
    public abstract Task<WebhookDelivery> ReplayAsync(string id, string delivery, CancellationToken cancellationToken);
}

/// <summary>A webhook to be added.</summary>
/// <param name="Url">Where events are posted to: <c>https://</c>, <c>http://</c>, or <c>syslog+tcp://</c> and
/// <c>syslog+tls://</c> for a collector of logs.</param>
/// <param name="Format">What is sent.</param>
/// <param name="Events">The kinds of events; <c>audit</c> is all of them.</param>
/// <param name="Repo">The only repo; null for all.</param>
public sealed record NewWebhook(string Url, WebhookFormat Format, Seq<string> Events, string? Repo);

/// <summary>Somebody who is told what happens.</summary>
/// <param name="Id">The id.</param>
/// <param name="Url">The address as it may be shown: without path and query, which may be secrets.</param>
/// <param name="Format">What is sent.</param>
/// <param name="Events">The kinds of events.</param>
/// <param name="Repo">The only repo's slug; null for all.</param>
/// <param name="CreatedAt">When it was added, by the registry's clock.</param>
/// <param name="CreatedBy">Who added it.</param>
/// <param name="Pending">How many deliveries wait.</param>
/// <param name="Failed">How many were given up.</param>
public sealed record Webhook(
    string Id, string Url, WebhookFormat Format, Seq<string> Events, string? Repo, DateTimeOffset CreatedAt,
    string CreatedBy, long Pending, long Failed);

/// <summary>A webhook that was added.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Secret">The secret that deliveries are signed with (<c>whsec_</c> and base64).</param>
public sealed record AddedWebhook(Webhook Webhook, string Secret);

/// <summary>One event on its way to a webhook.</summary>
/// <param name="Id">The id; the same for every attempt, so that a receiver knows repeats.</param>
/// <param name="Event">The event's id.</param>
/// <param name="Action">What happened.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">When it was made, by the registry's clock.</param>
/// <param name="NextAt">When it is tried next; null when it isn't.</param>
/// <param name="DeliveredAt">When it arrived; null when it didn't.</param>
/// <param name="Problem">Why the last attempt failed; empty when it didn't.</param>
public sealed record WebhookDelivery(
    string Id, string Event, string Action, DeliveryState State, int Attempts, DateTimeOffset At, DateTimeOffset? NextAt,
    DateTimeOffset? DeliveredAt, string Problem);

/// <summary>What a webhook is sent.</summary>
public enum WebhookFormat
{
    /// <summary>The event as JSON, signed.</summary>
    Json,

    /// <summary>A message for people, as Slack's incoming webhooks take it.</summary>
    Slack,
}

/// <summary>What became of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>It waits for its next attempt.</summary>
    Pending,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>It was given up.</summary>
    Failed,
}
