using System.CommandLine;

namespace Atlas.Cli.Commands.Plans;

/// <summary><c>atlas schema plan rm</c>: deletes a plan of the registry.</summary>
internal static class SchemaPlanRemove
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("rm", "Delete a plan of the registry.") { PlanOptions.Url };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas schema plan rm --url atlas://myapp/plans/add_email");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var address = SchemaPlanPull.AddressOf(run);
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        var removed = await registry.RemovePlanAsync(address.Repo, address.Name, cancellationToken);
        run.App.Out.Write($"Plan deleted: {removed.Url}\n");
        return 0;
    }
}
