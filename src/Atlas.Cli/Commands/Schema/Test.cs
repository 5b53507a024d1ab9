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
    private static readonly Option<string[]> Url = new("--url", "-u")
    {
        Description = "The state that each case starts from: files, atlas://, a database [default: src, else url]",
        HelpName = "URL",
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
            TestOptions.Paths, Url, SchemaOptions.Dev, SchemaOptions.Schemas, TestOptions.Run, TestOptions.JUnit, NoRecord,
            SchemaOptions.Format, SchemaOptions.Context,
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
        var desired = await run.StateAsync(Url, env, cancellationToken);
        var request = await TestOptions.RequestAsync(run, env, "schema", desired, cancellationToken) with
        {
            IsRecorded = !run.Get(NoRecord),
            Claims = ClientClaims.Of(run.App.Host, run.Get(SchemaOptions.Context)),
        };
        var format = await run.FormatAsync("test", env, cancellationToken);
        var result = await new TestSchema(run.App.Host, run.App.Drivers, env, run.OpenRegistryAsync).RunAsync(
            request, format is null ? ended => run.App.Out.Write(TestText.Of(ended)) : _ => { }, cancellationToken);
        return TestOptions.Conclude(run, "schema", format, request, result);
    }
}
