using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Webhooks;

/// <summary>The rules of webhooks: who may add them, and what is seen of their deliveries.</summary>
/// <remarks>A webhook of one repo is its administrators' affair; one that is told of all repos needs the right to
/// administer all of them, and to everybody else it is as if it weren't there.</remarks>
internal sealed class WebhookRules(RegistryStore store, RegistryClock clock, Audit audit)
{
    private const int Most = 50;

    public Task<AddedWebhook> AddAsync(Caller caller, NewWebhook webhook, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        var address = WebhookAddress.Read(webhook.Url);
        var events = Checked(webhook.Events);
        if (WebhookAddress.IsSyslog(address) && webhook.Format is not WebhookFormat.Json)
            throw Refuse.Invalid("A collector of logs gets events as JSON.");
        var secret = DeliveryBody.Secret(clock.NewSecret());
        return store.WriteAsync(
            async session =>
            {
                var repo = webhook.Repo is { Length: > 0 } name
                    ? await Repos.FindAsync(session, caller, Scopes.Admin, name, cancellationToken) : null;
                if (repo is null) caller.DemandEverywhere(Scopes.Admin);
                if ((await WebhookTable.ListAsync(session, caller.Organisation, cancellationToken)).Count >= Most)
                    throw Refuse.Conflict($"There are {Most} webhooks already, which is the most. Remove one first.");
                var log = await LogTable.FindAsync(session, caller.Organisation, cancellationToken);
                var row = new WebhookRow(
                    new Webhook(clock.NewId(), webhook.Url, webhook.Format, events, repo?.Slug, clock.Now,
                        caller.Subject.Name, 0, 0),
                    repo?.Id, secret, log?.Size ?? 0);
                await WebhookTable.AddAsync(session, caller.Organisation, row, cancellationToken);
                await RecordAsync(session, caller, "webhook.add", row, cancellationToken);
                return new AddedWebhook(Shown(row), secret);
            },
            cancellationToken);
    }

    public Task<Seq<Webhook>> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        return store.ReadAsync(
            async session => (await WebhookTable.ListAsync(session, caller.Organisation, cancellationToken))
                .Where(row => IsOf(caller, row)).Select(Shown).ToSeq(),
            cancellationToken);
    }

    public Task<Webhook> RemoveAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        return store.WriteAsync(
            async session =>
            {
                var row = await FindAsync(session, caller, id, cancellationToken);
                await WebhookTable.RemoveAsync(session, caller.Organisation, id, clock.Now, cancellationToken);
                await RecordAsync(session, caller, "webhook.remove", row, cancellationToken);
                return Shown(row);
            },
            cancellationToken);
    }

    public Task<Page<WebhookDelivery>> ListDeliveriesAsync(
        Caller caller, string id, PageRequest page, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                await FindAsync(session, caller, id, cancellationToken);
                var rows = await WebhookTable.DeliveriesAsync(session, caller.Organisation, id, limit, offset,
                    cancellationToken);
                var total = await WebhookTable.CountAsync(session, caller.Organisation, id, cancellationToken);
                return new Page<WebhookDelivery>(rows.Select(r => r.Delivery).ToSeq(), page.Number, page.Size, total);
            },
            cancellationToken);
    }

    public Task<WebhookDelivery> ReplayAsync(
        Caller caller, string id, string delivery, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        return store.WriteAsync(
            async session =>
            {
                await FindAsync(session, caller, id, cancellationToken);
                var row = await WebhookTable.DeliveryAsync(session, caller.Organisation, id, delivery, cancellationToken)
                    ?? throw Refuse.NotFound(
                        $"The webhook {id} has no delivery \"{Names.Shown(delivery)}\". `atlas cloud webhook deliveries` " +
                            "shows them.");
                var again = row.Delivery with
                { State = DeliveryState.Pending, Attempts = 0, NextAt = clock.Now, DeliveredAt = null, Problem = "" };
                await WebhookTable.SaveAsync(session, caller.Organisation, row with { Delivery = again }, cancellationToken);
                return again;
            },
            cancellationToken);
    }

    private static async Task<WebhookRow> FindAsync(
        StoreSession session, Caller caller, string id, CancellationToken cancellationToken) =>
        await WebhookTable.ByIdAsync(session, caller.Organisation, id, cancellationToken) is { } row && IsOf(caller, row)
            ? row
            : throw Refuse.NotFound(
                $"There is no webhook \"{Names.Shown(id)}\". `atlas cloud webhook list` shows them.");

    private static bool IsOf(Caller caller, WebhookRow row) => row.Webhook.Repo is { } repo
        ? Scopes.Has(caller.Subject, Scopes.Admin, repo)
        : Scopes.HasEverywhere(caller.Subject, Scopes.Admin);

    private static Seq<string> Checked(Seq<string> events)
    {
        if (events.FirstOrDefault(e => !EventKinds.All.Contains(e)) is { } unknown)
        {
            throw Refuse.Invalid(
                $"There are no events \"{Names.Shown(unknown)}\". The kinds are {string.Join(", ", EventKinds.All)}; " +
                    $"{EventKinds.Audit} is all of them.");
        }

        return events.IsEmpty ? EventKinds.Default : events.Distinct().ToSeq();
    }

    /// <summary>Path and query are often what lets somebody post there, so they aren't shown.</summary>
    private static Webhook Shown(WebhookRow row) =>
        row.Webhook with { Url = WebhookAddress.Origin(new Uri(row.Webhook.Url)) };

    private Task RecordAsync(
        StoreSession session, Caller caller, string action, WebhookRow row, CancellationToken cancellationToken) =>
        audit.RecordAsync(
            session, caller, action, row.RepoId,
            new JsonObject
            {
                ["id"] = row.Webhook.Id,
                ["origin"] = Shown(row).Url,
                ["format"] = Words.Of(row.Webhook.Format),
                ["events"] = string.Join(' ', row.Webhook.Events),
            },
            cancellationToken);
}
