using System.CommandLine;
using Atlas.Core.Dialects;
using Atlas.Core.Plans;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan pull</c>: prints a plan of the registry as a file.</summary>
internal static class SchemaPlanPull
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("pull", "Print a plan of the registry as a plan file.") { PlanOptions.Url };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas schema plan pull --url atlas://myapp/plans/add_email > add_email.plan.hcl");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var address = AddressOf(run);
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        var plan = await registry.GetPlanAsync(address.Repo, address.Name, cancellationToken);
        run.App.Out.Write(new PlanFile(plan.Name, plan.From, plan.To, plan.Migration).Write());
        return 0;
    }

    /// <summary>Returns the plan that <c>--url</c> names.</summary>
    public static PlanUrl AddressOf(CommandRun run) => PlanUrl.Parse(
        run.Get(PlanOptions.Url) ?? throw new FailureException("required flag(s) \"url\" not set"));
}
