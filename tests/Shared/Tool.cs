using System.Diagnostics;

namespace Atlas.Tests.Shared;

/// <summary>Runs a program that is not ours (psql, pg_dump, initdb) to its end, with a bound on the time.</summary>
public static class Tool
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Returns what it printed; throws with its error text when it fails.</summary>
    public static async Task<string> RunAsync(IEnumerable<string> command, string? input, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var words = command.ToArray();
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{words[0]} did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), limit.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{words[0]} failed ({process.ExitCode}): {await error}{await output}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
