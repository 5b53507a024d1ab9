using System.CommandLine;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan push</c>: tries a plan file and pushes it.</summary>
internal static class SchemaPlanPush
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("push", "Try a plan file on the dev database, and push it to the registry.");
        command.WithTransition();
        command.Add(PlanOptions.File);
        command.Add(PlanOptions.Pending);
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas schema plan push --env production --file file://add_email.plan.hcl",
            "atlas schema plan push --env production --file file://add_email.plan.hcl --pending");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (file, _) = await PlanRun.ReadAsync(run, cancellationToken);
        var plan = await PlanRun.OpenAsync(run, cancellationToken);
        var transition = await plan.TransitionAsync(cancellationToken);
        var tried = await plan.TryAsync(transition, file, cancellationToken);
        var report = await plan.LintAsync(transition, file, tried, cancellationToken);
        return await plan.PushAsync(transition, file, tried.Replay, report, cancellationToken);
    }
}
