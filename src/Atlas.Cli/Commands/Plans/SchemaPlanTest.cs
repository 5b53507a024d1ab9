using System.CommandLine;
using Atlas.Cli.Commands.Schema;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan test</c>: runs plans on data.</summary>
internal static class SchemaPlanTest
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("test",
            "Run the tests of plans: each case builds the state that a plan starts at, puts rows into it, runs the plan " +
            "and looks at what became of them.")
        {
            TestOptions.Paths, SchemaOptions.Dev, SchemaOptions.Schemas, SchemaOptions.Exclude, SchemaOptions.Include,
            TestOptions.Run, TestOptions.JUnit, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema plan test --env dev tests/",
            "atlas schema plan test --dev-url 'sqlite://dev?mode=memory' --run backfill tests/plan.test.hcl");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var request = await TestOptions.RequestAsync(run, env, "plan", [], cancellationToken);
        var format = await run.FormatAsync("test", env, cancellationToken);
        var result = await new TestPlan(run.App.Host, run.App.Drivers, env, run.OpenRegistryAsync).RunAsync(
            request, await run.FilterAsync(env, cancellationToken),
            format is null ? ended => run.App.Out.Write(TestText.Of(ended)) : _ => { }, cancellationToken);
        return TestOptions.Conclude(run, "plan", format, request, result);
    }
}
