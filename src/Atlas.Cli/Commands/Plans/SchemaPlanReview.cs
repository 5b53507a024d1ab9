using System.CommandLine;
using Atlas.Cli.Ci;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan approve</c> and <c>reject</c>: a verdict on a plan of the registry.</summary>
internal static class SchemaPlanReview
{
    /// <summary>Makes the command that approves.</summary>
    public static Command CreateApprove(App app) => Create(app, "approve", "Approve a plan of the registry.",
        PlanStatus.Approved);

    /// <summary>Makes the command that rejects.</summary>
    public static Command CreateReject(App app) => Create(app, "reject",
        "Reject a plan of the registry: it can't be applied.", PlanStatus.Rejected);

    private static AtlasCommand Create(App app, string name, string description, PlanStatus verdict)
    {
        var command = new AtlasCommand(name, description)
        {
            PlanOptions.Url, SchemaOptions.Format, SchemaOptions.Context,
        };
        command.SetAction((parse, cancellationToken) =>
            RunAsync(new CommandRun(app, parse), verdict, cancellationToken));
        return command.WithExamples($"atlas schema plan {name} --url atlas://myapp/plans/add_email");
    }

    private static async Task<int> RunAsync(CommandRun run, PlanStatus verdict, CancellationToken cancellationToken)
    {
        var address = SchemaPlanPull.AddressOf(run);
        var claims = await MergedPullRequest.AddAsync(
            run.App.Host, ClientClaims.Of(run.App.Host, run.Get(SchemaOptions.Context)), cancellationToken);
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        var plan = await registry.GetPlanAsync(address.Repo, address.Name, cancellationToken);
        var decided = await registry.ReviewPlanAsync(
            new PlanVerdict(plan.Repo, plan.Name, verdict, plan.Digest, claims), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format) Output.Write(run.App, format, PlanModel.OfReview(decided));
        else
        {
            PlanStatusText.Write(run.App.Out, decided);
            run.App.Out.Write(PullRequestText.Lines(claims));
        }

        return 0;
    }
}
