using System.CommandLine;
using System.Text;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Plans;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan new</c>: plans a transition as a file.</summary>
internal static class SchemaPlanNew
{
    private static readonly Argument<string?> Name = new("name")
    {
        Description = "The plan's name [default: the time in UTC]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("new", "Plan the way from one state to another, as a file.") { Name };
        command.WithTransition();
        foreach (var option in (Option[])[PlanOptions.Edit, PlanOptions.Name, PlanOptions.Output,
            PlanOptions.Directive])
            command.Add(option);
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas schema plan new --env production",
            "atlas schema plan new add_email --env production -o add_email.plan.hcl");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var plan = await PlanRun.OpenAsync(run, cancellationToken);
        var transition = await plan.TransitionAsync(cancellationToken, asks: true);
        var file = await SchemaPlan.MakeAsync(plan, transition, run.Get(Name) ?? run.Get(PlanOptions.Name), null,
            cancellationToken);
        await plan.TryAsync(transition, file, cancellationToken);
        if (await run.FormatAsync("plan", plan.Env, cancellationToken) is { } format)
            plan.Write(format, transition, PlanModel.FileOf(transition.Driver.Dialect, file), null);
        Save(run, file);
        return 0;
    }

    /// <summary>Writes a plan's file and says where it is; never over another one.</summary>
    public static void Save(CommandRun run, PlanFile plan)
    {
        var path = run.Get(PlanOptions.Output) is { } output
            ? output.StartsWith("file://", StringComparison.Ordinal) ? output["file://".Length..] : output
            : plan.Name + PlanFile.Ending;
        if (run.App.Host.FileExists(path))
            throw new FailureException($"{path} is there already. Give another file with -o, or remove it.");
        run.App.Host.WriteFile(path, Encoding.UTF8.GetBytes(plan.Write()));
        run.App.Host.Warn($"The plan was saved to file://{path}");
    }
}
