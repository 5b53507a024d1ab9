using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Planning;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema diff</c>: the SQL that leads from one state to another.</summary>
internal static class SchemaDiff
{
    private static readonly Option<string[]> From = new("--from",
        "-f")
    { Description = "The first state's URL; repeat it for several files", HelpName = "URL" };
    private static readonly Option<string[]> To = new(
        "--to")
    { Description = "The second state's URL; repeat it for several files", HelpName = "URL" };
    private static readonly Option<bool> Undo = new(
        "--undo")
    { Description = "Show the way back, from the second state to the first" };
    private static readonly Option<bool> ExitCode = new(
        "--exit-code")
    { Description = "Exit with 2 when there are differences" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("diff", "Show the SQL that leads from one state to another.")
        {
            From, To, SchemaOptions.Dev, SchemaOptions.Schemas, SchemaOptions.Exclude, SchemaOptions.Include, Undo,
            ExitCode, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas schema diff --from sqlite://app.db --to file://schema.hcl",
            "atlas schema diff --env staging --from env://url --to env://src --exit-code",
            "atlas schema diff --from 'atlas://myapp?version=1' --to atlas://myapp --undo");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var env = await run.EnvAsync(cancellationToken);
        var (from, to) = (run.GetList(From), run.GetList(To));
        var missing = string.Join(", ", new[]
            { from.IsEmpty ? "\"from\"" : null, to.IsEmpty ? "\"to\"" : null }.OfType<string>());
        if (missing.Length > 0) throw new FailureException($"required flag(s) {missing} not set");
        var result = await new DiffSchema(run.App.Host, run.App.Drivers, env, run.OpenRegistryAsync).RunAsync(
            new DiffSchemaRequest(
                from, to, await run.DevAsync(env, cancellationToken),
                await run.ListAsync(SchemaOptions.Schemas, "schemas", env, cancellationToken),
                await run.FilterAsync(env, cancellationToken),
                env is null ? DiffPolicy.Default
                    : await env.DiffAsync(cancellationToken), run.Get(Undo), run.SchemaVariables),
            cancellationToken);
        if (await run.FormatAsync("diff", env, cancellationToken) is { } format)
            Output.Write(run.App, format, DiffModel.Of(result), DiffModel.Functions(result));
        else run.App.Out.Write(result.Plan.IsEmpty ? "Schemas are synced, no changes to be made.\n"
            : PlanText.Of(result.Plan, result.Dialect.SplitOptions));
        return run.Get(ExitCode) && !result.Plan.IsEmpty ? 2 : 0;
    }
}
