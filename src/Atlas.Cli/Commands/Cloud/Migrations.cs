using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud migration list</c>.</summary>
internal static class MigrationList
{
    private static readonly Option<string[]> Status = new(
        "--status")
    {
        Description = "Only these outcomes: PASSED, FAILED, NO_ACTION, DRY_RUN, BLOCKED",
        HelpName = "STATUS"
    };
    private static readonly Option<string?> EnvFilter = new("--env-name")
    {
        Description = "Only this environment",
        HelpName = "NAME"
    };
    private static readonly Option<string?> Name = new("--name")
    {
        Description = "Only databases whose name holds this",
        HelpName = "TEXT"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the deployments, newest first.") { Status, CloudOptions.Repo,
            EnvFilter, Name, CloudOptions.Page, SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud migration list --repo myapp",
            "atlas cloud migration list --status FAILED --env-name production");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var filter = new DeploymentFilter(run.Get(CloudOptions.Repo), run.Get(EnvFilter), run.Get(Name),
            [.. run.GetList(Status).Select(MigrationText.Outcome)]);
        var page = await registry.ListDeploymentsAsync(filter, CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Migrations", CloudModel.Of));
        else CloudOptions.WriteList(run, registry, page, "migrations",
            ["ID", "REPO", "TYPE", "ENV", "DATABASE", "TARGETS", "VERSION", "STATUS"],
            d => [d.Begin.Id, d.Begin.Repo, "schema", d.Begin.Env, d.Begin.Target.Name, MigrationText.Targets(d),
                d.Begin.ToVersion ?? "", MigrationText.Status(d)]);
    });
}

/// <summary><c>atlas cloud migration describe</c>.</summary>
internal static class MigrationDescribe
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("describe",
            "Show a deployment: what was run, what the checks saw, how it ended.") { CloudOptions.Id,
            SchemaOptions.Format };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud migration describe --id 01J0000000000000000000000");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var deployment = await registry.GetDeploymentAsync(run.Get(CloudOptions.Id)
            ?? throw new FailureException("required flag(s) \"id\" not set"), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format) Output.Write(run.App, format, CloudModel.Of(deployment));
        else MigrationText.Write(run, registry, deployment);
    });
}

/// <summary>Shows deployments.</summary>
internal static class MigrationText
{
    /// <summary>Returns an outcome as the word of the API, such as <c>NO_ACTION</c>.</summary>
    public static string Word(DeploymentOutcome outcome) => outcome switch
    {
        DeploymentOutcome.NoAction => "NO_ACTION",
        DeploymentOutcome.DryRun => "DRY_RUN",
        _ => outcome.ToString().ToUpperInvariant(),
    };

    /// <summary>Returns the outcome, and that it went past the policy where it did.</summary>
    public static string Status(Deployment deployment) => Word(deployment.Outcome) + (deployment.BreakGlass is
        { } exception ? $" (BREAK GLASS, {PermitModel.Review(exception)})" : "");

    /// <summary>Reads an outcome's word.</summary>
    public static DeploymentOutcome Outcome(string word) =>
        Enum.GetValues<DeploymentOutcome>().Where(o => Word(o) == word.ToUpperInvariant())
        .Select(o => (DeploymentOutcome?)o).FirstOrDefault()
        ?? throw new FailureException(
            $"invalid --status value \"{word}\": it is one of {string.Join(", ", Enum.GetValues<DeploymentOutcome>().Select(Word))}");

    /// <summary>Returns how many of the targets succeeded.</summary>
    public static string Targets(Deployment deployment) =>
        deployment.Outcome is DeploymentOutcome.Passed or DeploymentOutcome.NoAction ? "1/1" : "0/1";

    /// <summary>Writes a deployment's fields, statements and checks.</summary>
    public static void Write(CommandRun run, SchemaRegistry registry, Deployment deployment)
    {
        var (begin, claims, output) = (deployment.Begin, deployment.Begin.Claims, run.App.Out);
        TextFields.Write(output,
        [
            new("ID", begin.Id), new("Repo", begin.Repo), new("Env", begin.Env),
            new("Database", $"{begin.Target.Name} ({begin.Target.Url})"),
            new("From Version", begin.FromVersion ?? "(none)"),
            new("Target Version", begin.ToVersion ?? "(not from the registry)"),
            new("Digest", begin.ToDigest?.Value ?? ""),
            new("Status", Status(deployment) + (begin.IsPartial ? " (partial)" : "")),
            new("Break Glass", deployment.BreakGlass?.Reason ?? ""),
            new("Reviewed By", deployment.BreakGlass?.ReviewedBy ?? ""),
            new("Review", deployment.BreakGlass?.Review ?? ""), new("Targets", $"{Targets(deployment)} succeeded"),
            new("Deployed By", deployment.Subject), new("Claims", Claims(claims)), new("CI Run", claims.RunUrl ?? ""),
            new("Pull Request", claims.PullRequest is { } pull ? PullRequestText.Of(pull) : claims.PullRequestUrl ?? ""),
            new("Not Known", string.Join("\n", claims.Gaps)),
            new("Started At", CloudOptions.Time(deployment.BegunAt)),
            new("Completed At", CloudOptions.Time(deployment.EndedAt)), new("Error", deployment.End?.Error ?? ""),
        ]);
        foreach (var check in begin.Checks)
            output.Write(
                $"Check {check.Check} {check.Kind} \"{check.Rule}\": " +
                $"{check.Outcome}{Saw(check)}{(check.Message.Length > 0 ? $"\n  {check.Message.Replace("\n", "\n  ", StringComparison.Ordinal)}" : "")}\n");
        foreach (var statement in deployment.End?.Statements ?? [])
            output.Write(
                $"-> {statement.Sql.Replace("\n", "\n   ", StringComparison.Ordinal)};\n   " +
                $"({GoDuration.Format(TimeSpan.FromMilliseconds(statement.Milliseconds))}){(statement.Error is { } error ? $" {error}" : "")}\n");
        CloudOptions.Attest(run, registry);
    }

    /// <summary>Returns what the client said of itself, in one line.</summary>
    public static string Claims(Claims claims) =>
        string.Join(", ",
            new[] { $"{claims.User}@{claims.Host}", claims.Trigger, claims.Actor is { } actor ? $"started by {actor}" : null, claims.Commit is { } commit ? $"commit {commit}"
            : null, claims.Branch is { } branch ? $"branch {branch}" : null }.OfType<string>());

    private static string Saw(CheckOutcome check) =>
        check.Saw.IsEmpty ? "" : $" (saw {string.Join(", ", check.Saw.Select(s => $"{s.Key} = {s.Value}"))})";
}
