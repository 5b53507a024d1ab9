using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>A webhook as it is stored.</summary>
/// <param name="Webhook">The webhook, its address whole.</param>
/// <param name="RepoId">The only repo; null for all.</param>
/// <param name="Secret">The secret that deliveries are signed with.</param>
/// <param name="Cursor">The first entry of the log that isn't looked at yet.</param>
internal sealed record WebhookRow(Webhook Webhook, string? RepoId, string Secret, long Cursor);

/// <summary>A delivery as it is stored.</summary>
internal sealed record DeliveryRow(string WebhookId, long Leaf, WebhookDelivery Delivery);

/// <summary>The tables of webhooks and deliveries. A removed webhook is only marked so.</summary>
internal static class WebhookTable
{
    private const string Select = """
        SELECT w.id, w.url, w.format, w.events, r.slug, w.created_at, w.created_by, w.repo_id, w.secret, w.next_leaf,
            (SELECT COUNT(*) FROM atlas_delivery d WHERE d.organisation = w.organisation AND d.webhook_id = w.id AND d.state = 'PENDING'),
            (SELECT COUNT(*) FROM atlas_delivery d WHERE d.organisation = w.organisation AND d.webhook_id = w.id AND d.state = 'FAILED')
        FROM atlas_webhook w LEFT JOIN atlas_repo r ON r.organisation = w.organisation AND r.id = w.repo_id
        WHERE w.organisation = @organisation AND w.removed_at IS NULL
        """;

    private const string SelectDelivery = """
        SELECT id, event_id, action, state, attempts, created_at, next_at, delivered_at, problem, webhook_id, leaf
        FROM atlas_delivery WHERE organisation = @organisation
        """;

    public static Task<Seq<WebhookRow>> ListAsync(
        StoreSession session, string organisation, CancellationToken cancellationToken) =>
        session.QueryAsync($"{Select} ORDER BY w.created_at, w.id", Read, cancellationToken, ("@organisation", organisation));

    public static Task<WebhookRow?> ByIdAsync(
        StoreSession session, string organisation, string id, CancellationToken cancellationToken) =>
        session.FirstAsync($"{Select} AND w.id = @id", Read, cancellationToken, ("@organisation", organisation), ("@id", id));

    public static Task AddAsync(
        StoreSession session, string organisation, WebhookRow row, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_webhook (organisation, id, url, format, events, repo_id, secret, next_leaf, created_at, created_by)
            VALUES (@organisation, @id, @url, @format, @events, @repo, @secret, @next_leaf, @at, @by)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@id", row.Webhook.Id), ("@url", row.Webhook.Url),
            ("@format", Words.Of(row.Webhook.Format)), ("@events", string.Join(' ', row.Webhook.Events)),
            ("@repo", row.RepoId), ("@secret", row.Secret), ("@next_leaf", row.Cursor), ("@at", row.Webhook.CreatedAt),
            ("@by", row.Webhook.CreatedBy));

    public static Task RemoveAsync(
        StoreSession session, string organisation, string id, DateTimeOffset at, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_webhook SET removed_at = @at WHERE organisation = @organisation AND id = @id AND removed_at IS NULL",
            cancellationToken, ("@organisation", organisation), ("@id", id), ("@at", at));

    /// <summary>Moves on in the log from where it was read; returns false when another instance did so before.</summary>
    public static async Task<bool> MoveAsync(
        StoreSession session, string organisation, string id, long from, long to, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "UPDATE atlas_webhook SET next_leaf = @to WHERE organisation = @organisation AND id = @id AND next_leaf = @from",
            cancellationToken, ("@organisation", organisation), ("@id", id), ("@from", from), ("@to", to)) == 1;

    public static Task AddDeliveryAsync(
        StoreSession session, string organisation, DeliveryRow row, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_delivery (organisation, webhook_id, id, event_id, leaf, action, state, attempts, created_at, next_at, problem)
            VALUES (@organisation, @webhook, @id, @event, @leaf, @action, 'PENDING', 0, @at, @at, '')
            """,
            cancellationToken,
            ("@organisation", organisation), ("@webhook", row.WebhookId), ("@id", row.Delivery.Id),
            ("@event", row.Delivery.Event), ("@leaf", row.Leaf), ("@action", row.Delivery.Action), ("@at", row.Delivery.At));

    public static Task<DeliveryRow?> DeliveryAsync(
        StoreSession session, string organisation, string webhook, string id, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"{SelectDelivery} AND webhook_id = @webhook AND id = @id", ReadDelivery, cancellationToken,
            ("@organisation", organisation), ("@webhook", webhook), ("@id", id));

    /// <summary>Lists a webhook's deliveries, newest first.</summary>
    public static Task<Seq<DeliveryRow>> DeliveriesAsync(
        StoreSession session, string organisation, string webhook, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{SelectDelivery} AND webhook_id = @webhook ORDER BY leaf DESC, id LIMIT @limit OFFSET @offset", ReadDelivery,
            cancellationToken,
            ("@organisation", organisation), ("@webhook", webhook), ("@limit", limit), ("@offset", offset));

    public static Task<long> CountAsync(
        StoreSession session, string organisation, string webhook, CancellationToken cancellationToken) =>
        session.CountAsync(
            "SELECT COUNT(*) FROM atlas_delivery WHERE organisation = @organisation AND webhook_id = @webhook",
            cancellationToken, ("@organisation", organisation), ("@webhook", webhook));

    /// <summary>Lists what is due, in the order of the log.</summary>
    public static Task<Seq<DeliveryRow>> DueAsync(
        StoreSession session, string organisation, DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{SelectDelivery} AND state = 'PENDING' AND next_at <= @now ORDER BY next_at, leaf LIMIT @limit", ReadDelivery,
            cancellationToken, ("@organisation", organisation), ("@now", now), ("@limit", limit));

    /// <summary>Takes a delivery for a while; returns false when another instance has it.</summary>
    public static async Task<bool> TakeAsync(
        StoreSession session, string organisation, DeliveryRow row, DateTimeOffset until,
        CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            UPDATE atlas_delivery SET next_at = @until, attempts = attempts + 1
            WHERE organisation = @organisation AND webhook_id = @webhook AND id = @id AND state = 'PENDING' AND next_at = @seen
            """,
            cancellationToken,
            ("@organisation", organisation), ("@webhook", row.WebhookId), ("@id", row.Delivery.Id), ("@until", until),
            ("@seen", row.Delivery.NextAt)) == 1;

    /// <summary>Writes what became of a delivery.</summary>
    public static Task SaveAsync(
        StoreSession session, string organisation, DeliveryRow row, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_delivery SET state = @state, attempts = @attempts, next_at = @next, delivered_at = @delivered,
                problem = @problem
            WHERE organisation = @organisation AND webhook_id = @webhook AND id = @id
            """,
            cancellationToken,
            ("@organisation", organisation), ("@webhook", row.WebhookId), ("@id", row.Delivery.Id),
            ("@state", Words.Of(row.Delivery.State)), ("@attempts", row.Delivery.Attempts),
            ("@next", row.Delivery.NextAt), ("@delivered", row.Delivery.DeliveredAt), ("@problem", row.Delivery.Problem));

    private static WebhookRow Read(StoreRow row) => new(
        new Webhook(
            row.Text(0), row.Text(1), Words.Format(row.Text(2)), [.. row.Text(3).Split(' ')], row.TextOrNull(4), row.Time(5),
            row.Text(6), row.Number(10), row.Number(11)),
        row.TextOrNull(7), row.Text(8), row.Number(9));

    private static DeliveryRow ReadDelivery(StoreRow row) => new(
        row.Text(9), row.Number(10),
        new WebhookDelivery(
            row.Text(0), row.Text(1), row.Text(2), Words.Delivery(row.Text(3)), (int)row.Number(4), row.Time(5),
            row.TimeOrNull(6), row.TimeOrNull(7), row.Text(8)));
}
