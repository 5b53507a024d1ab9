using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Workflows;
using Atlas.Hcl.Values;

namespace Atlas.Cli.Commands.Schema;

/// <summary>What the commands that run tests share: flags, the request, and the report at the end.</summary>
internal static class TestOptions
{
    /// <summary>Where the tests are.</summary>
    public static readonly Argument<string[]> Paths = new("paths")
    {
        Description = "Test files, and folders of them [default: src of the environment's test block, else .]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Which cases run.</summary>
    public static readonly Option<string?> Run = new("--run")
    {
        Description = "Only the cases whose name matches this pattern; an error when none does",
        HelpName = "REGEX",
    };

    /// <summary>Where a report for CI systems goes.</summary>
    public static readonly Option<string?> JUnit = new("--junit")
    {
        Description = "Write a report in the form of JUnit to this file, too",
        HelpName = "FILE",
    };

    /// <summary>Makes the request of what the flags and the environment say.</summary>
    /// <param name="run">The run of the command.</param>
    /// <param name="env">The selected environment; null for none.</param>
    /// <param name="kind">The kind of tests.</param>
    /// <param name="desired">The URLs of the state that the cases start from; empty for an empty database.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<TestSchemaRequest> RequestAsync(
        CommandRun run, ProjectEnv? env, string kind, Seq<string> desired, CancellationToken cancellationToken)
    {
        var dev = await run.DevAsync(env, cancellationToken);
        var (paths, variables) = env is null ? ([], new Dictionary<string, Value>())
            : await env.TestsAsync(kind, cancellationToken);
        return new(desired, await run.DevDriverAsync(env, desired, dev, cancellationToken),
            run.Get(Paths) is { Length: > 0 } given ? [.. given] : paths.IsEmpty ? ["."] : paths)
        {
            Dev = dev,
            Schemas = await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
            SchemaVariables = run.SchemaVariables,
            TestVariables = Merged(variables, run.InputValues),
            Filter = run.Get(Run) ?? "",
        };
    }

    /// <summary>Writes the reports that were asked for.</summary>
    /// <returns>The exit code.</returns>
    public static int Conclude(
        CommandRun run, string kind, string? format, TestSchemaRequest request, TestSchemaResult result)
    {
        if (run.Get(JUnit) is { } file) run.App.Host.WriteFile(file, JUnitReport.Of(kind, result));
        if (format is not null) Output.Write(run.App, format, TestModel.Of(request, result));
        else run.App.Out.Write(TestText.Footer(result));
        return result.IsPassed ? 0 : 1;
    }

    /// <summary>The command line's values beat those of the project file.</summary>
    private static Dictionary<string, Value> Merged(
        IReadOnlyDictionary<string, Value> project, IReadOnlyDictionary<string, Value> given) =>
        project.Concat(given).GroupBy(v => v.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
}
