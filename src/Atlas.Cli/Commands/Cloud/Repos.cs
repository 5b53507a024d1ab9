using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud repo list</c>.</summary>
internal static class RepoList
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the repos.") { CloudOptions.Page, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud repo list", "atlas cloud repo list --format '{{ json . }}'");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var page = await registry.ListReposAsync(CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Repos", CloudModel.Of));
        else CloudOptions.WriteList(run, registry, page, "repos",
            ["ID", "SLUG", "TYPE", "DRIVER", "LATEST VERSION", "REPORTED"],
            r => [r.Id, r.Slug, "schema", r.Driver ?? "", r.LatestVersion ?? "", string.Join(",", r.ReportEnvs)]);
    });
}

/// <summary><c>atlas cloud repo describe</c>.</summary>
internal static class RepoDescribe
{
    private static readonly Option<string?> Slug = new("--slug")
    {
        Description = "The name in URLs",
        HelpName = "SLUG"
    };
    private static readonly Option<string?> Name = new("--name")
    {
        Description = "The display name",
        HelpName = "NAME"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("describe", "Show a repo.") { CloudOptions.Id, Slug, Name,
            SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud repo describe --slug myapp");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        string[] given = [.. new[] { run.Get(CloudOptions.Id), run.Get(Slug), run.Get(Name) }.OfType<string>()];
        var repo = await registry.GetRepoAsync(given is [var one] ? one
            : throw new FailureException("give exactly one of --id, --slug and --name"), cancellationToken);
        RepoText.Show(run, repo);
    });
}

/// <summary><c>atlas cloud repo create</c>.</summary>
internal static class RepoCreate
{
    private static readonly Option<string> Type = new("--type")
    {
        Description = "schema, or s",
        HelpName = "TYPE",
        DefaultValueFactory = _ => "schema"
    };
    private static readonly Option<string?> Name = new("--name")
    {
        Description = "The display name",
        HelpName = "NAME",
        Required = true
    };
    private static readonly Option<string?> Driver = new(
        "--driver")
    { Description = "sqlite or postgres [default: that of the first push]", HelpName = "DRIVER" };
    private static readonly Option<string?> Description = new("--description")
    {
        Description = "What it is for",
        HelpName = "TEXT"
    };
    private static readonly Option<bool> SkipIfExists = new(
        "--skip-if-exists")
    { Description = "Do nothing when there is one of that name" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("create", "Make an empty repo; a first push makes one as well.") { Type, Name,
            Driver, Description, SkipIfExists, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud repo create --type schema --name myapp --driver postgres");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        if (run.Get(Type) is "m" or "migration_directory")
            throw new FailureException("repos of migration directories are not supported yet");
        if (run.Get(Type) is not ("schema" or "s"))
            throw new FailureException($"invalid --type \"{run.Get(Type)}\": it is schema");
        var driver = run.Get(Driver);
        if (driver is not null && run.App.Drivers.Named(driver) is null)
            throw new FailureException(
                $"there is no driver \"{driver}\". Supported: {string.Join(", ", run.App.Drivers.All.Select(d => d.Dialect.Name))}.");
        var repo = await registry.CreateRepoAsync(
            new NewRepo(run.Get(Name) ?? "", driver, run.Get(Description) ?? "", run.Get(SkipIfExists)),
            cancellationToken);
        RepoText.Show(run, repo);
    });
}

/// <summary><c>atlas cloud repo set</c>.</summary>
internal static class RepoSet
{
    private static readonly Argument<string> Name = new("repo") { Description = "The repo" };
    private static readonly Option<string?> Report = new("--report")
    {
        Description = "The environments whose deployments every client must report; empty for none",
        HelpName = "ENV,ENV",
    };
    private static readonly Option<bool?> PlanApproval = new("--plan-approval")
    {
        Description = "Whether a plan must be approved by another person than its author: true or false",
        HelpName = "BOOL",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("set", "Change the settings of a repo.") { Name, Report,
            PlanApproval, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud repo set myapp --report staging,production",
            "atlas cloud repo set myapp --plan-approval true");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var (name, report) = (run.Get(Name) ?? "", run.Get(Report));
        if (report is null && run.Get(PlanApproval) is null)
            throw new FailureException("nothing is to be set: give --report or --plan-approval");
        var envs = report is null ? (await registry.GetRepoAsync(name, cancellationToken)).ReportEnvs
            : Csv.Split(report).Select(e => e.Trim()).Where(e => e.Length > 0).ToSeq();
        RepoText.Show(run, await registry.SetRepoAsync(name,
            new RepoSettings(envs) { RequiresPlanApproval = run.Get(PlanApproval) }, cancellationToken));
    });
}

/// <summary>Shows a repo.</summary>
internal static class RepoText
{
    /// <summary>Writes it by the template that was given, else its fields, one a line.</summary>
    public static void Show(CommandRun run, Repo repo)
    {
        if (run.Get(SchemaOptions.Format) is { } format) Output.Write(run.App, format, CloudModel.Of(repo));
        else Write(run, repo);
    }

    private static void Write(CommandRun run, Repo repo) => TextFields.Write(run.App.Out,
    [
        new("ID", repo.Id), new("Slug", repo.Slug), new("Name", repo.Name), new("Type", "schema"),
        new("Driver", repo.Driver ?? "(that of the first push)"),
        new("Description", repo.Description), new("URL", $"atlas://{repo.Slug}"),
        new("Latest Version", repo.LatestVersion ?? "(none)"),
        new("Reported Envs", repo.ReportEnvs.IsEmpty ? "(none)" : string.Join(", ", repo.ReportEnvs)),
        new("Plan Approval", repo.RequiresPlanApproval ? "by another person than the author" : "not asked for"),
        new("Protected Envs", string.Join(", ", repo.ProtectedEnvs)),
        new("Databases",
            $"{repo.Targets.Synced} synced, {repo.Targets.Pending} pending, {repo.Targets.Failed} failed, " +
            $"{repo.Targets.Unknown} unknown"),
        new("Created At", CloudOptions.Time(repo.CreatedAt)),
    ]);
}
