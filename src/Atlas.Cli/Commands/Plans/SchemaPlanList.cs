using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan list</c>: the plans of a transition.</summary>
internal static class SchemaPlanList
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the plans of the registry for the way from one state to another.");
        command.WithTransition();
        command.Add(PlanOptions.Pending);
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas schema plan list --env production --pending",
            "atlas schema plan list --env production --format '{{ json . }}'");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var plan = await PlanRun.OpenAsync(run, cancellationToken);
        var transition = await plan.TransitionAsync(cancellationToken);
        var filter = new PlanFilter(transition.Plan.From, transition.Plan.To,
            run.Get(PlanOptions.Pending) ? PlanStatus.Pending : null);
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        var plans = await registry.ListPlansAsync(plan.Request.Repo, filter, new PageRequest(1, 1000),
            cancellationToken);
        if (await run.FormatAsync("plan", plan.Env, cancellationToken) is { } format)
            Output.Write(run.App, format, PlanModel.FilesOf(transition.Driver.Dialect, plans.Items));
        else
            foreach (var stored in plans.Items) PlanStatusText.Write(run.App.Out, stored);
        return 0;
    }
}
