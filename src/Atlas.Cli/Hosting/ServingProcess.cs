using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;

namespace Atlas.Cli.Hosting;

/// <summary>A child process that serves as long as its standard input is open.</summary>
internal sealed class ServingProcess : ServingProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;

    private ServingProcess(Process process, string firstLine) : base(firstLine) => this.process = process;

    /// <summary>Starts it and waits for its first line; throws <see cref="FailureException"/> with what it says when it
    /// ends instead.</summary>
    public static async Task<ServingProcess> StartAsync(Seq<string> program, string input,
        CancellationToken cancellationToken)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo(program[0], program.Skip(1))
            {
                WorkingDirectory = "/",
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            process.Dispose();
            throw new FailureException($"the program {program[0]} can't be started: {problem.Message}", problem);
        }

        try
        {
            await process.StandardInput.WriteAsync($"{input}\n".AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
            var problems = process.StandardError.ReadToEndAsync(CancellationToken.None);
            if (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
                return new ServingProcess(process, line);
            throw new FailureException($"a dev server can't be started: {(await problems).Trim()}");
        }
        catch (Exception problem)
        {
            // What it began it cleans up by itself.
            process.StandardInput.Close();
            process.Dispose();
            if (problem is IOException) throw new FailureException($"a dev server can't be started: {problem.Message}", problem);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It goes on cleaning up by itself.
        }

        process.Dispose();
    }
}
