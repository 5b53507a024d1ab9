using System.CommandLine;
using Atlas.Core.Dialects;
using Atlas.Hcl.Text;

namespace Atlas.Cli;

/// <summary>Runs a command line: parses it, runs the command, and shows what went wrong.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command; returns the exit code, 0 or 1 (2 where a command documents it).</summary>
    public static async Task<int> RunAsync(string[] args, App app, CancellationToken cancellationToken)
    {
        try
        {
            var parse = CommandTree.Root(app).Parse(args);
            if (parse.Errors.Count > 0 && !parse.IsHelp())
            {
                // A group without its command is a question, not a mistake.
                if (parse.UnmatchedTokens.Count == 0 && parse.CommandResult.Command.Subcommands.Count > 0)
                    return await RunAsync([.. args, "--help"], app, cancellationToken);
                app.Fail($"Error: {string.Join("\n", Mistakes(parse))}\nRun '{string.Join(" ", parse.CommandResult.Path().Reverse())} --help' for usage.");
                return 1;
            }

            var code = await parse.InvokeAsync(
                new InvocationConfiguration { Output = app.Out, Error = app.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken);
            await app.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (DiagnosticException problem)
        {
            app.Fail(string.Join("\n", problem.Diagnostics.Select(DiagnosticRenderer.Render)));
        }
        catch (AbortException problem)
        {
            app.Fail($"Abort: {problem.Message}");
        }
        catch (FailureException problem)
        {
            app.Fail($"Error: {problem.Message}");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            app.Fail("Error: interrupted. Nothing was executed.");
        }

        return 1;
    }

    /// <summary>What is wrong with a command line, with the command or flag that was probably meant.</summary>
    private static IEnumerable<string> Mistakes(ParseResult parse)
    {
        if (parse.UnmatchedTokens.Count == 0) return parse.Errors.Select(e => e.Message);
        var command = parse.CommandResult.Command;
        var known = command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name)).ToList();
        return parse.UnmatchedTokens.Select(token => token.StartsWith('-')
            ? $"unknown flag: {token.Split('=')[0]}.{Suggestion.For(token.Split('=')[0], known)}"
            : $"unknown command \"{token}\" for \"{string.Join(" ", parse.CommandResult.Path().Reverse())}\".{Suggestion.For(token, known)}");
    }
}
