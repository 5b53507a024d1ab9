using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using Atlas.Registry.Rules;
using Atlas.Registry.Webhooks;
using Atlas.Registry.Witnesses;
using Atlas.Server.Web;

namespace Atlas.Server;

/// <summary>Keeps the audit log while the server runs: places events well within a second, shows checkpoints to the
/// witnesses, and brings events to webhooks.</summary>
internal sealed class LogKeeper(RegistryRules rules, ServeOptions options, TimeProvider time, RequestLog log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Keeps the log until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var tasks = options.Witnesses
            .Select(witness => RepeatAsync(options.WitnessPause, token => ShowAsync(witness, token), cancellationToken))
            .Prepend(RepeatAsync(Pause, SequenceAsync, cancellationToken));
        using var sender = new WebhookSender(options.WebhookOrigins);
        await Task.WhenAll(tasks.Append(RepeatAsync(
            Pause, token => rules.Deliveries.RunAsync(EmbeddedRegistry.Organisation, sender, token), cancellationToken)));
    }

    private Task SequenceAsync(CancellationToken cancellationToken) =>
        rules.Log.SequenceAsync(EmbeddedRegistry.Organisation, cancellationToken);

    private async Task ShowAsync(Witness witness, CancellationToken cancellationToken)
    {
        var subject = new Subject("atlas serve", EmbeddedRegistry.Organisation, [], null);
        await using var registry = new BoundRegistry(
            rules, subject, RegistryLinks.Embedded, options.PublicUrl ?? options.Listen.ToString(), isEmbedded: false);
        await witness.ShowAsync(registry, time.GetUtcNow(), cancellationToken);
    }

    /// <summary>Does something again and again; a failure is logged once, until it is another or over.</summary>
    private async Task RepeatAsync(
        TimeSpan pause, Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        var last = "";
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await action(cancellationToken);
                last = "";
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                if (failure.Message != last) log.Write(failure);
                last = failure.Message;
            }

            await Task.Delay(pause, TimeProvider.System, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
