using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Planning;
using Atlas.Core.Workflows;

namespace Atlas.Cli.Commands.Schema;

/// <summary><c>atlas schema clean</c>: drops everything that the URL's scope holds.</summary>
internal static class SchemaClean
{
    private static readonly Option<bool> AutoApprove = new(
        "--auto-approve")
    { Description = "Do not ask before dropping" };
    private static readonly Option<bool> DryRun = new(
        "--dry-run")
    { Description = "Show what would be dropped; drop nothing" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("clean", "Drop all tables and types of a database or schema, with their rows.")
        {
            SchemaOptions.Url, AutoApprove, DryRun, SchemaOptions.Format, SchemaOptions.LockTimeout,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas schema clean -u sqlite://dev.db",
            "atlas schema clean -u 'postgres://app@localhost:5432/dev?search_path=public' --dry-run");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        if (run.Get(DryRun) && run.Get(AutoApprove))
            throw new FailureException("--dry-run and --auto-approve exclude each other");
        var env = await run.EnvAsync(cancellationToken);
        var url = await run.UrlAsync(SchemaOptions.Url, e => e.UrlAsync(cancellationToken), env, cancellationToken)
            ?? throw new FailureException("required flag(s) \"url\" not set");
        var format = await run.FormatAsync("clean", env, cancellationToken);
        var text = format is null ? new ApplyText(run.App.Out) : null;
        var approver = new TerminalApprover(run.App, run.Get(AutoApprove), null, () => text?.ShowPlan());
        var result = await new CleanSchema(run.App.Host, run.App.Drivers, run.Protection).RunAsync(
            new CleanRequest(url, run.Get(DryRun),
                Durations.Read("--lock-timeout", run.Get(SchemaOptions.LockTimeout), TimeSpan.FromSeconds(10)),
                ClientClaims.Of(run.App.Host, null)),
            approver, text ?? new ApplyObserver(), cancellationToken);
        if (format is not null) Output.Write(run.App, format, ApplyModel.OfClean(url, result));
        else if (result.Plan is { IsEmpty: true }) run.App.Out.Write("Nothing to drop\n");
        else if (result.Outcome is ApplyOutcome.DryRun) text!.ShowPlan();
        else if (!result.Ran.IsEmpty) text!.Summary(result);
        if (result.Error is null) return 0;
        run.App.Fail($"Error: {result.Error}");
        return 1;
    }
}
