using System.CommandLine;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan validate</c>: checks that a plan file leads from one state to the other.</summary>
internal static class SchemaPlanValidate
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("validate",
            "Check that a plan starts at one state, and that its SQL arrives at the other.");
        command.WithTransition();
        command.Add(PlanOptions.File);
        command.Add(PlanOptions.Name);
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas schema plan validate --env production --file file://add_email.plan.hcl");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (file, _) = await PlanRun.ReadAsync(run, cancellationToken);
        var plan = await PlanRun.OpenAsync(run, cancellationToken);
        await plan.TryAsync(await plan.TransitionAsync(cancellationToken), file with
        { Name = run.Get(PlanOptions.Name) ?? file.Name }, cancellationToken);
        return 0;
    }
}
