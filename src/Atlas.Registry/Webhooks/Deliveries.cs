using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Log;
using Atlas.Registry.Reports;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Webhooks;

/// <summary>Brings events to webhooks: each event once in the order of the log, tried again until it arrives or is given
/// up. Any number of instances may do so at once; each delivery is taken by one.</summary>
public sealed class Deliveries
{
    /// <summary>How often a delivery is tried before it is given up; the last attempt is about three hours after
    /// the first.</summary>
    public const int MostAttempts = 12;

    private const int Batch = 100;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly RegistryStore store;
    private readonly RegistryClock clock;

    internal Deliveries(RegistryStore store, RegistryClock clock) => (this.store, this.clock) = (store, clock);

    /// <summary>Makes the deliveries of what happened, then tries those that are due.</summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="sender">Sends them.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(string organisation, WebhookSender sender, CancellationToken cancellationToken)
    {
        var webhooks = await store.ReadAsync(
            s => WebhookTable.ListAsync(s, organisation, cancellationToken), cancellationToken);
        if (webhooks.IsEmpty) return 0;
        foreach (var webhook in webhooks) await FollowAsync(organisation, webhook, cancellationToken);
        var due = await store.ReadAsync(
            s => WebhookTable.DueAsync(s, organisation, clock.Now, Batch, cancellationToken), cancellationToken);
        foreach (var row in due)
        {
            // A webhook that was removed is told nothing any more.
            if (webhooks.FirstOrDefault(w => w.Webhook.Id == row.WebhookId) is { } webhook)
                await TryAsync(organisation, webhook, row, sender, cancellationToken);
            else await GiveUpAsync(organisation, row, cancellationToken);
        }

        return due.Count;
    }

    /// <summary>Reads the log on from where the webhook is, and makes a delivery of every event that it asked for.</summary>
    private async Task FollowAsync(string organisation, WebhookRow webhook, CancellationToken cancellationToken)
    {
        var size = (await store.ReadAsync(
            s => LogTable.FindAsync(s, organisation, cancellationToken), cancellationToken))?.Size ?? 0;
        for (var from = webhook.Cursor; from < size; from += Batch)
        {
            var range = new LeafRange(from, Math.Min(from + Batch, size));
            var isMoved = await store.WriteAsync(
                s => FollowAsync(s, organisation, webhook, range, cancellationToken), cancellationToken);
            if (!isMoved) return;
        }
    }

    private async Task<bool> FollowAsync(
        StoreSession session, string organisation, WebhookRow webhook, LeafRange range,
        CancellationToken cancellationToken)
    {
        if (!await WebhookTable.MoveAsync(session, organisation, webhook.Webhook.Id, range.Begin, range.End,
            cancellationToken)) return false;
        foreach (var row in await LogTable.EventsAsync(session, organisation, range, cancellationToken))
        {
            var entry = AuditEvent.Read(new AuditEntry(row.Leaf, row.Body, "", []));
            if (!IsWanted(webhook, entry)) continue;
            var delivery = new WebhookDelivery(
                clock.NewId(), entry.Id, entry.Action, DeliveryState.Pending, 0, clock.Now, clock.Now, null, "");
            await WebhookTable.AddDeliveryAsync(
                session, organisation, new(webhook.Webhook.Id, row.Leaf, delivery), cancellationToken);
        }

        return true;
    }

    private static bool IsWanted(WebhookRow webhook, AuditEvent entry) =>
        (webhook.RepoId is null || webhook.RepoId == entry.Repo)
        && (webhook.Webhook.Events.Contains(EventKinds.Audit)
            || (EventKinds.Of(entry) is var kind && kind != EventKinds.Audit && webhook.Webhook.Events.Contains(kind)));

    private async Task TryAsync(
        string organisation, WebhookRow webhook, DeliveryRow row, WebhookSender sender,
        CancellationToken cancellationToken)
    {
        var isTaken = await store.WriteAsync(
            s => WebhookTable.TakeAsync(s, organisation, row, clock.Now + Lease, cancellationToken), cancellationToken);
        if (!isTaken) return;
        var (text, repo) = await store.ReadAsync(
            s => EventAsync(s, organisation, row.Leaf, cancellationToken), cancellationToken);
        var entry = AuditEvent.Read(new AuditEntry(row.Leaf, text, "", []));
        var body = DeliveryBody.Of(webhook.Webhook.Format, entry, text, repo);
        var problem = await sender.SendAsync(
            new Uri(webhook.Webhook.Url), webhook.Secret, row.Delivery.Id, clock.Now, body, cancellationToken);
        var attempts = row.Delivery.Attempts + 1;
        var after = row.Delivery with { Attempts = attempts, Problem = problem ?? "" };
        after = problem is null ? after with { State = DeliveryState.Delivered, DeliveredAt = clock.Now, NextAt = null }
            : attempts >= MostAttempts ? after with { State = DeliveryState.Failed, NextAt = null }
            : after with { NextAt = clock.Now + Pause(attempts) };
        await store.WriteAsync(
            async s =>
            {
                await WebhookTable.SaveAsync(s, organisation, row with { Delivery = after }, cancellationToken);
                return 0;
            },
            cancellationToken);
    }

    private Task<int> GiveUpAsync(string organisation, DeliveryRow row, CancellationToken cancellationToken) =>
        store.WriteAsync(
            async s =>
            {
                var given = row.Delivery with
                { State = DeliveryState.Failed, NextAt = null, Problem = "The webhook was removed." };
                await WebhookTable.SaveAsync(s, organisation, row with { Delivery = given }, cancellationToken);
                return 0;
            },
            cancellationToken);

    private static async Task<(string Text, string Repo)> EventAsync(
        StoreSession session, string organisation, long leaf, CancellationToken cancellationToken)
    {
        var text = (await LogTable.EventsAsync(session, organisation, new LeafRange(leaf, leaf + 1), cancellationToken))[0]
            .Body;
        var repo = AuditEvent.Read(new AuditEntry(leaf, text, "", [])).Repo;
        return (text, repo.Length == 0 ? ""
            : (await RepoTable.ByIdOrNameAsync(session, organisation, repo, cancellationToken))?.Slug ?? "");
    }

    /// <summary>Five seconds, doubled each time: the eleven pauses are about three hours in all.</summary>
    private static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(5 * Math.Pow(2, attempts - 1));
}
