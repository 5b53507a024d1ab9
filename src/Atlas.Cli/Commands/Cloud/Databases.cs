using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud database list</c>.</summary>
internal static class DatabaseList
{
    private static readonly Option<string?> EnvFilter = new("--env-name")
    {
        Description = "Only this environment",
        HelpName = "NAME"
    };

    private static readonly Option<string?> RepoFilter = new("--repo")
    {
        Description = "Only this repo's",
        HelpName = "REPO"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the databases and the version that each one runs.") { EnvFilter,
            RepoFilter, CloudOptions.Page, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud database list", "atlas cloud database list --env-name production");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var filter = new DatabaseFilter(run.Get(EnvFilter), run.Get(RepoFilter) is { } repo ? [repo] : []);
        var page = await registry.ListDatabasesAsync(filter, CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Databases", CloudModel.Of));
        else CloudOptions.WriteList(run, registry, page, "databases",
            ["ID", "REPO", "NAME", "ENV", "STATUS", "CURRENT VERSION"],
            t => [t.Id, t.Repo, t.Name, t.Env, DatabaseText.Status(t), t.CurrentVersion ?? ""]);
    });
}

/// <summary><c>atlas cloud database describe</c>.</summary>
internal static class DatabaseDescribe
{
    private static readonly Option<string?> ExternalId = new("--ext-id")
    {
        Description = "The database's identity",
        HelpName = "ID"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("describe", "Show a database.") { CloudOptions.Id, ExternalId,
            SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud database describe --id ID");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var id = (run.Get(CloudOptions.Id), run.Get(ExternalId)) switch
        {
            ({ } one, null) => one,
            (null, { } other) => other,
            _ => throw new FailureException("give exactly one of --id and --ext-id"),
        };
        var target = await registry.GetDatabaseAsync(id, cancellationToken);
        DatabaseText.Show(run, registry, target);
    });
}

/// <summary><c>atlas cloud database accept</c>.</summary>
internal static class DatabaseAccept
{
    private static readonly Option<bool> Move = new(
        "--move")
    { Description = "The database was moved: it goes on as the same target" };
    private static readonly Option<bool> Copy = new(
        "--copy")
    { Description = "The database is a copy: it becomes a target of its own" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("accept",
            "Accept that a target is another database now, or that a database is a copy of a " +
            "target.") { CloudOptions.Id, Move, Copy, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud database accept --id ID --move",
            "atlas cloud database accept --id ID --copy");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        if (run.Get(Move) == run.Get(Copy)) throw new FailureException("give exactly one of --move and --copy");
        var id = run.Get(CloudOptions.Id) ?? throw new FailureException("required flag(s) \"id\" not set");
        DatabaseText.Show(run, registry,
            await registry.AcceptDatabaseAsync(id, run.Get(Move) ? AcceptKind.Move
            : AcceptKind.Copy, cancellationToken));
    });
}

/// <summary><c>atlas cloud database archive</c>.</summary>
internal static class DatabaseArchive
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("archive",
            "Archive a database: it no longer counts for any promotion.") { CloudOptions.Id,
            SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud database archive --id ID");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var id = run.Get(CloudOptions.Id) ?? throw new FailureException("required flag(s) \"id\" not set");
        DatabaseText.Show(run, registry, await registry.ArchiveDatabaseAsync(id, cancellationToken));
    });
}

/// <summary>Shows a database.</summary>
internal static class DatabaseText
{
    /// <summary>Returns the status as a word, with drift.</summary>
    public static string Status(Target target) =>
        target.Status.ToString().ToUpperInvariant() + (target.IsDrifted ? " (drifted)" : "");

    /// <summary>Writes it by the template that was given, else its fields, one a line.</summary>
    public static void Show(CommandRun run, SchemaRegistry registry, Target target)
    {
        if (run.Get(SchemaOptions.Format) is { } format)
        {
            Output.Write(run.App, format, CloudModel.Of(target));
            return;
        }

        TextFields.Write(run.App.Out,
        [
            new("ID", target.Id), new("Repo", target.Repo), new("Name", target.Name), new("Env", target.Env),
            new("URL", target.Url),
            new("Identity", target.Identity), new("Status", Status(target)),
            new("Current Version", target.CurrentVersion ?? "(none)"),
            new("Evidence", target is { VerifiedBy: { } by }
                ? $"verified by {by} at {CloudOptions.Time(target.VerifiedAt)}"
                : target.CurrentVersion is null ? "" : "reported by who deployed, verified by nobody since"),
            new("Drift", target.Difference is { Length: > 0 } way ? $"the way back would be:\n{way}" : ""),
            new("Last Version", target.LastVersion ?? "(none)"), new("Digest", target.Digest?.Value ?? ""),
            new("Last Deployment Time", CloudOptions.Time(target.DeployedAt)),
            new("Open Deployment", target.OpenDeployment ?? ""),
            new("Current Deployment", target.CurrentDeployment ?? ""),
            new("Validations", string.Join("\n", target.Validations.Select(v =>
                $"{v.Report.Name} {EvidenceText.Word(v.Report.Outcome)} by {v.Subject} at {CloudOptions.Time(v.At)}" +
                (v.Report.Url.Length > 0 ? $", {v.Report.Url}" : "")))),
            new("Archived", target.IsArchived ? "yes" : "no"),
        ]);
        CloudOptions.Attest(run, registry);
    }
}
