using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Hcl.Text;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan lint</c>: looks at a plan that is there already.</summary>
internal static class SchemaPlanLint
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("lint",
            "Try a plan on the dev database, and show what is dangerous about it. It ends with 1 when there is an " +
            "error; with --format the report itself says so, as Files[].Error.");
        command.WithTransition();
        command.Add(PlanOptions.File);
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas schema plan lint --env production --file file://add_email.plan.hcl",
            "atlas schema plan lint --env production --file atlas://myapp/plans/add_email --format '{{ markdown . }}'");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (file, stored) = await PlanRun.ReadAsync(run, cancellationToken);
        var plan = await PlanRun.OpenAsync(run, cancellationToken);
        var transition = await plan.TransitionAsync(cancellationToken);
        var tried = await plan.TryAsync(transition, file, cancellationToken);
        var report = await plan.LintAsync(transition, file, tried, cancellationToken);
        if (await run.FormatAsync("plan", plan.Env, cancellationToken) is { } format)
        {
            var dialect = transition.Driver.Dialect;
            plan.Write(format, transition,
                stored is null ? PlanModel.FileOf(dialect, file) : PlanModel.FileOf(dialect, stored), report);
            return 0;
        }

        if (!report.HasErrors) return 0;
        var errors = report.Findings.Count(f => f.Severity == Severity.Error);
        run.App.Fail($"Error: {Plural.Of(errors, "error")} found in the plan.");
        return 1;
    }
}
