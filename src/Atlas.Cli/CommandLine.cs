using System.CommandLine;
using System.Diagnostics;
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
                app.Fail(UsageErrors.Of(parse));
                return 1;
            }

            var code = await parse.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = app.Out,
                    Error = app.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null
                },
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
        catch (Exception problem)
        {
            app.Fail($"Error: this is a mistake in atlas itself: {Named(problem)} Please report it with the command that " +
                "shows it.");
        }

        return 1;
    }

    /// <summary>Names a mistake by its kind and the first place of ours that it went through; what it says is shown only
    /// where we wrote it, since a library's words may hold a user's values.</summary>
    private static string Named(Exception problem)
    {
        if (problem is UnreachableException) return problem.Message;
        var place = (problem.StackTrace ?? "").Split('\n').Select(l => l.Trim())
            .FirstOrDefault(l => l.Contains("Atlas.", StringComparison.Ordinal));
        return $"{problem.GetType().Name}{(place is null ? "" : $" {place.Split(" in ")[0]}")}.";
    }
}
