using System.Runtime.InteropServices;

namespace Atlas.Cli.Hosting;

/// <summary>Turns the first interrupt into a cancellation and the second into the end of the process.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly TextWriter error;

    public Interrupt(TextWriter error)
    {
        this.error = error;
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(s => PosixSignalRegistration.Create(s, OnSignal))];
    }

    /// <summary>Gets the token that the first interrupt cancels.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations) registration.Dispose();
        source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (source.IsCancellationRequested) Environment.Exit(1);
        error.Write("\ninterrupt received, wait for exit or ^C to terminate\n");
        source.Cancel();
    }
}
