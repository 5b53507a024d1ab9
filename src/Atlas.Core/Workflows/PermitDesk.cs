using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Asks the registry for leave to deploy where a policy protects the environment, and keeps it alive until the
/// end.</summary>
/// <param name="host">Shows what a dry run would be refused for.</param>
/// <param name="gate">The registry's gate.</param>
/// <param name="breakGlass">The reason for doing without the evidence; null to be judged by the policy.</param>
internal sealed class PermitDesk(Host host, PromotionGate gate, string? breakGlass) : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource ended = new();
    private Task beating = Task.CompletedTask;

    /// <summary>Asks for the permit of a deployment.</summary>
    /// <returns>Why it is refused, every reason of it; null when it is granted.</returns>
    /// <exception cref="FailureException">The registry can't be asked, so that nothing may run.</exception>
    public async Task<string?> AskAsync(DeploymentBegin begin, CancellationToken cancellationToken)
    {
        try
        {
            await gate.RequestPermitAsync(new PermitRequest(begin, breakGlass), cancellationToken);
            return null;
        }
        catch (RegistryException refusal) when (refusal.Kind is RegistryProblem.Conflict or RegistryProblem.Forbidden)
        {
            return refusal.Message;
        }
        catch (RegistryException problem) when (problem.Kind == RegistryProblem.Unavailable)
        {
            throw new FailureException(
                $"no permit could be asked for, so nothing was executed: {problem.Message}", problem);
        }
    }

    /// <summary>Shows what a deployment would be refused for.</summary>
    public async Task ExamineAsync(DeploymentBegin begin, CancellationToken cancellationToken)
    {
        try
        {
            var examination = await gate.ExamineAsync(begin, cancellationToken);
            if (!examination.Refusals.IsEmpty) host.Warn($"A permit would be refused:\n{examination.ToText()}");
        }
        catch (RegistryException problem)
        {
            host.Warn($"Whether a permit would be granted isn't known: {problem.Message}");
        }
    }

    /// <summary>Tells the registry from time to time that the deployment still runs.</summary>
    public void KeepAlive(string id) => beating = BeatAsync(id);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await beating;
        ended.Dispose();
    }

    private async Task BeatAsync(string id)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, ended.Token);
                await TryBeatAsync(id);
            }
        }
        catch (OperationCanceledException)
        {
            // The deployment has ended.
        }
    }

    /// <summary>A beat that is lost makes the permit look silent, and stops nothing.</summary>
    private async Task TryBeatAsync(string id)
    {
        try
        {
            await gate.BeatAsync(id, ended.Token);
        }
        catch (RegistryException)
        {
        }
    }
}
