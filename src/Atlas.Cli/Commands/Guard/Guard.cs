using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Guard;

/// <summary><c>atlas guard</c>: refuses changes of a database's schema past the gate, inside the database.</summary>
internal static class GuardCommands
{
    /// <summary>Makes <c>atlas guard install</c>.</summary>
    public static Command Install(App app) => Create(app, "install",
        "Install event triggers on a PostgreSQL database that refuse and log changes of its schema by sessions that run no " +
        "permitted deployment, and record those that do. Needs a superuser. It stops slips, not superusers: whoever switches " +
        "it off is seen by `guard status` and by verification.",
        async (run, database, guard, cancellationToken) =>
        {
            await guard.InstallAsync(cancellationToken);
            run.App.Out.Write($"The guard of {database.Label} is installed: its schema changes only by deployments now.\n");
            return 0;
        });

    /// <summary>Makes <c>atlas guard remove</c>.</summary>
    public static Command Remove(App app) => Create(app, "remove",
        "Remove the guard from a database, with its record of what it let through. Needs a superuser.",
        async (run, database, guard, cancellationToken) =>
        {
            await guard.RemoveAsync(cancellationToken);
            run.App.Out.Write($"The guard of {database.Label} was removed.\n");
            return 0;
        });

    /// <summary>Makes <c>atlas guard status</c>.</summary>
    public static Command Status(App app) => Create(app, "status",
        "Show whether a database is guarded, and what the guard let through. Exits with 1 when it isn't there, is switched " +
        "off, or let something through for a deployment that the registry doesn't know.",
        StatusAsync);

    private static AtlasCommand Create(
        App app, string name, string description,
        Func<CommandRun, Database, DatabaseGuard, CancellationToken, Task<int>> action)
    {
        var command = new AtlasCommand(name, description) { SchemaOptions.Url };
        command.SetAction(async (parse, cancellationToken) =>
        {
            var run = new CommandRun(app, parse);
            var env = await run.EnvAsync(cancellationToken);
            var url = await run.UrlAsync(SchemaOptions.Url, e => e.UrlAsync(cancellationToken), env, cancellationToken)
                ?? throw new FailureException("required flag(s) \"url\" not set");
            await using var database = await app.Drivers.OpenAsync(url, cancellationToken);
            var guard = database.Guard
                ?? throw new FailureException(
                    $"{database.Dialect.Name} has no event triggers, so there is no guard for it; verification by `atlas " +
                    "agent` finds what was changed past the gate");
            return await action(run, database, guard, cancellationToken);
        });
        return command.WithExamples($"atlas guard {name} -u postgres://postgres@localhost:5432/shop");
    }

    private static async Task<int> StatusAsync(
        CommandRun run, Database database, DatabaseGuard guard, CancellationToken cancellationToken)
    {
        if (await guard.StatusAsync(cancellationToken) is not { } status)
        {
            run.App.Out.Write($"{database.Label} has no guard. Install it with `atlas guard install`.\n");
            return 1;
        }

        run.App.Out.Write($"{database.Label} is {(status.IsOn ? "guarded" : "NOT guarded: somebody switched the guard off")}.\n");
        if (!status.Passed.IsEmpty)
        {
            run.App.Out.Write("\n" + new TextTable(
                ["AT", "DEPLOYMENT", "USER", "COMMAND", "OBJECT"],
                [.. status.Passed.Select(p => (IReadOnlyList<string>)[p.At, p.Deployment, p.User, p.Command, p.Object])]));
        }

        var forged = await UnknownAsync(run, status.Passed, cancellationToken);
        foreach (var id in forged)
            run.App.Out.Write($"\nThe registry knows no deployment {id}: somebody named one that never was.\n");
        return status.IsOn && forged.IsEmpty ? 0 : 1;
    }

    private static async Task<Seq<string>> UnknownAsync(
        CommandRun run, Seq<GuardedChange> passed, CancellationToken cancellationToken)
    {
        var unknown = new List<string>();
        if (passed.IsEmpty) return [];
        await using var registry = await run.OpenRegistryAsync(cancellationToken);
        foreach (var id in passed.Select(p => p.Deployment).Distinct())
        {
            try
            {
                await registry.GetDeploymentAsync(id, cancellationToken);
            }
            catch (RegistryException problem) when (problem.Kind == RegistryProblem.NotFound)
            {
                unknown.Add(id);
            }
        }

        return unknown.ToSeq();
    }
}
