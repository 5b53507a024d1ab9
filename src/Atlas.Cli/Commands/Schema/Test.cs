using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Workflows;
using Atlas.Hcl.Values;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema test</c>: runs the tests of a schema.</summary>
internal static class SchemaTest
{
    private static readonly Argument<string[]> Paths = new("paths")
    {
        Description = "Test files, and folders of them [default: test.schema.src, else .]",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string[]> Url = new("--url", "-u")
    {
        Description = "The state that each case starts from: files, atlas://, a database [default: src, else url]",
        HelpName = "URL",
    };

    private static readonly Option<string?> Run = new("--run")
    {
        Description = "Only the cases whose name matches this pattern; an error when none does",
        HelpName = "REGEX",
    };

    private static readonly Option<string?> JUnit = new("--junit")
    {
        Description = "Write a report in the form of JUnit to this file, too",
        HelpName = "FILE",
    };

    private static readonly Option<bool> NoRecord = new("--no-record")
    {
        Description = "Do not record a run against a registry version on it",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("test",
            "Run the tests of a schema: each case on a clean dev database that holds it. A run against a registry " +
            "version is recorded on the version.")
        {
            Paths, Url, SchemaOptions.Dev, SchemaOptions.Schemas, Run, JUnit, NoRecord, SchemaOptions.Format,
            SchemaOptions.Context,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema test -u file://schema.hcl --dev-url 'sqlite://dev?mode=memory'",
            "atlas schema test --env dev --run 'users|orders' tests/",
            "atlas schema test --env dev -u 'atlas://myapp?version=20260610120000' --junit report.xml");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var request = await RequestAsync(run, env, cancellationToken);
        var format = await run.FormatAsync("test", env, cancellationToken);
        var result = await new TestSchema(run.App.Host, run.App.Drivers, env, run.OpenRegistryAsync).RunAsync(
            request, format is null ? ended => run.App.Out.Write(TestText.Of(ended)) : _ => { }, cancellationToken);
        if (run.Get(JUnit) is { } file) run.App.Host.WriteFile(file, JUnitReport.Of("schema", result));
        if (format is not null) Output.Write(run.App, format, TestModel.Of(request, result));
        else run.App.Out.Write(TestText.Footer(result));
        return result.IsPassed ? 0 : 1;
    }

    private static async Task<TestSchemaRequest> RequestAsync(
        CommandRun run, ProjectEnv? env, CancellationToken cancellationToken)
    {
        var desired = await run.StateAsync(Url, env, cancellationToken);
        var dev = await run.UrlAsync(SchemaOptions.Dev, e => e.DevAsync(cancellationToken), env, cancellationToken);
        var (paths, variables) = env is null ? ([], new Dictionary<string, Value>())
            : await env.TestsAsync("schema", cancellationToken);
        return new(desired, await run.DevDriverAsync(env, desired, dev, cancellationToken),
            run.Get(Paths) is { Length: > 0 } given ? [.. given] : paths.IsEmpty ? ["."] : paths)
        {
            Dev = dev,
            Schemas = await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
            SchemaVariables = run.SchemaVariables,
            TestVariables = Merged(variables, run.InputValues),
            Filter = run.Get(Run) ?? "",
            IsRecorded = !run.Get(NoRecord),
            Claims = ClientClaims.Of(run.App.Host, run.Get(SchemaOptions.Context)),
        };
    }

    /// <summary>The command line's values beat those of the project file.</summary>
    private static Dictionary<string, Value> Merged(
        IReadOnlyDictionary<string, Value> project, IReadOnlyDictionary<string, Value> given) =>
        project.Concat(given).GroupBy(v => v.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
}
