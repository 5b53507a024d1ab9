using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud webhook add</c>.</summary>
internal static class WebhookAdd
{
    private static readonly Option<string?> Url = new("--url")
    {
        Description = "Where events are posted to: https://, http://, syslog+tcp:// or syslog+tls://",
        HelpName = "URL"
    };
    private static readonly Option<string[]> Events = new("--events")
    {
        Description = "push, plan, approval, deployment, drift, refusal, exception, policy, access, or audit for every " +
            "event [default: all but policy, access and audit]",
        HelpName = "KINDS"
    };
    private static readonly Option<bool> Slack = new("--slack")
    {
        Description = "Send messages for people, as Slack's incoming webhooks take them"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("add",
            "Add a webhook: it is told of each event from now on, once, signed, and again until it answers. The server " +
            "delivers only to origins that it was started with (atlas serve --webhook-to). Needs the scope admin.")
        {
            Url, Events, Slack, CloudOptions.Repo, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas cloud webhook add --url https://ci.example.com/atlas --events push,deployment",
            "atlas cloud webhook add --url \"$SLACK_WEBHOOK\" --slack --repo shop",
            "atlas cloud webhook add --url syslog+tls://logs.example.com:6514 --events audit");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var (webhook, secret) = await registry.Webhooks.AddAsync(
            new NewWebhook(CloudOptions.Required(run, Url), run.Get(Slack) ? WebhookFormat.Slack : WebhookFormat.Json,
                run.GetList(Events), run.Get(CloudOptions.Repo)),
            cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format) Output.Write(run.App, format, WebhookModel.Of(webhook));
        else TextFields.Write(run.App.Out,
        [
            new("ID", webhook.Id), new("URL", webhook.Url), new("Format", WebhookModel.Word(webhook.Format)),
            new("Events", string.Join(", ", webhook.Events)), new("Repo", webhook.Repo ?? ""),
            new("Secret", $"{secret}\nShown this once: check the signature of what arrives with it."),
        ]);
    });
}

/// <summary><c>atlas cloud webhook list</c>.</summary>
internal static class WebhookListCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the webhooks, and how many deliveries wait or were given up.")
        {
            SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud webhook list");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var all = await registry.Webhooks.ListAsync(cancellationToken);
        var page = new Page<Webhook>(all, 1, Math.Max(all.Count, 1), all.Count);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Webhooks", WebhookModel.Of));
        else CloudOptions.WriteList(run, registry, page, "webhooks",
            ["ID", "URL", "FORMAT", "EVENTS", "REPO", "PENDING", "FAILED"],
            w => [w.Id, w.Url, WebhookModel.Word(w.Format), string.Join(",", w.Events), w.Repo ?? "", $"{w.Pending}",
                $"{w.Failed}"]);
    });
}

/// <summary><c>atlas cloud webhook rm</c>.</summary>
internal static class WebhookRemove
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("rm", "Remove a webhook: nothing is delivered to it any more.") { CloudOptions.Id };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud webhook rm --id ID");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var removed = await registry.Webhooks.RemoveAsync(
            CloudOptions.Required(run, CloudOptions.Id), cancellationToken);
        run.App.Out.Write($"The webhook {removed.Id} to {removed.Url} was removed.\n");
    });
}

/// <summary><c>atlas cloud webhook deliveries</c>.</summary>
internal static class WebhookDeliveries
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("deliveries",
            "List what was delivered to a webhook, newest first: what arrived, what waits, and why.")
        {
            CloudOptions.Id, CloudOptions.Page, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud webhook deliveries --id ID");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var page = await registry.Webhooks.ListDeliveriesAsync(
            CloudOptions.Required(run, CloudOptions.Id), CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Deliveries", WebhookModel.Of));
        else CloudOptions.WriteList(run, registry, page, "deliveries",
            ["ID", "ACTION", "STATE", "ATTEMPTS", "AT", "NEXT AT", "DELIVERED AT", "PROBLEM"],
            d => [d.Id, d.Action, WebhookModel.Word(d.State), $"{d.Attempts}", CloudOptions.Time(d.At),
                CloudOptions.Time(d.NextAt), CloudOptions.Time(d.DeliveredAt), d.Problem]);
    });
}

/// <summary><c>atlas cloud webhook replay</c>.</summary>
internal static class WebhookReplay
{
    private static readonly Option<string?> Delivery = new("--delivery")
    {
        Description = "The delivery's id",
        HelpName = "ID"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("replay",
            "Deliver an event to a webhook once more, under the same id, so that its receiver knows the repeat.")
        {
            CloudOptions.Id, Delivery,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud webhook replay --id ID --delivery ID");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var delivery = await registry.Webhooks.ReplayAsync(
            CloudOptions.Required(run, CloudOptions.Id), CloudOptions.Required(run, Delivery), cancellationToken);
        run.App.Out.Write($"The delivery {delivery.Id} ({delivery.Action}) is sent again.\n");
    });
}
