using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Promotion;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud permit list</c>.</summary>
internal static class PermitList
{
    private static readonly Option<string?> EnvFilter = new("--env-name")
    {
        Description = "Only this environment",
        HelpName = "NAME"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list",
            "List the permits of deployments, newest first; one whose holder never closed it shows as such.")
        {
            CloudOptions.Repo, EnvFilter, CloudOptions.Page, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud permit list --repo shop --env-name production");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var filter = new PermitFilter(run.Get(CloudOptions.Repo), run.Get(EnvFilter), false, false);
        var page = await registry.Gate.ListPermitsAsync(filter, CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Permits", PermitModel.Of));
        else CloudOptions.WriteList(run, registry, page, "permits",
            ["ID", "REPO", "ENV", "DATABASE", "VERSION", "STATE", "SUBJECT", "GRANTED AT"],
            p => [p.Id, p.Repo, p.Env, p.Target.Name, p.Version ?? "",
                PermitModel.Word(p.State) + (p.BreakGlass is null ? "" : " (BREAK GLASS)"), p.Subject,
                CloudOptions.Time(p.GrantedAt)]);
    });
}

/// <summary><c>atlas cloud break-glass list</c>.</summary>
internal static class BreakGlassList
{
    private static readonly Option<bool> Open = new("--open")
    {
        Description = "Only those that nobody reviewed yet"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list",
            "List the deployments for which somebody broke the glass; OPEN until another person reviewed them.")
        {
            CloudOptions.Repo, Open, CloudOptions.Page, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud break-glass list --open");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var filter = new PermitFilter(run.Get(CloudOptions.Repo), null, true, run.Get(Open));
        var page = await registry.Gate.ListPermitsAsync(filter, CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Exceptions", PermitModel.Of));
        else CloudOptions.WriteList(run, registry, page, "exceptions",
            ["ID", "REPO", "ENV", "DATABASE", "VERSION", "STATE", "SUBJECT", "AT", "REASON"],
            p => [p.Id, p.Repo, p.Env, p.Target.Name, p.Version ?? "", PermitModel.Review(p.BreakGlass), p.Subject,
                CloudOptions.Time(p.GrantedAt), p.BreakGlass?.Reason ?? ""]);
    });
}

/// <summary><c>atlas cloud break-glass review</c>.</summary>
internal static class BreakGlassReview
{
    private static readonly Option<string?> Comment = new("--comment")
    {
        Description = "What the review found",
        HelpName = "TEXT"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("review",
            "Review a deployment for which somebody else broke the glass; it is no longer open.")
        {
            CloudOptions.Id, Comment,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud break-glass review --id ID --comment 'the index was missing'");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var id = CloudOptions.Required(run, CloudOptions.Id);
        var comment = CloudOptions.Required(run, Comment);
        var permit = await registry.Gate.ReviewAsync(id, comment, cancellationToken);
        TextFields.Write(run.App.Out,
        [
            new("ID", permit.Id), new("Repo", permit.Repo), new("Env", permit.Env),
            new("Database", permit.Target.Name), new("Version", permit.Version ?? "(not from the registry)"),
            new("Broken By", permit.Subject), new("Broken At", CloudOptions.Time(permit.GrantedAt)),
            new("Reason", permit.BreakGlass?.Reason ?? ""),
            new("Policy Said", string.Join("\n", permit.BreakGlass?.Reasons ?? [])),
            new("State", PermitModel.Review(permit.BreakGlass)),
            new("Reviewed By", permit.BreakGlass?.ReviewedBy ?? ""),
            new("Reviewed At", CloudOptions.Time(permit.BreakGlass?.ReviewedAt)),
            new("Review", permit.BreakGlass?.Review ?? ""),
        ]);
        CloudOptions.Attest(run, registry);
    });
}

/// <summary><c>atlas cloud version withdraw</c>.</summary>
internal static class VersionWithdraw
{
    private static readonly Option<string?> Version = new("--version")
    {
        Description = "The version",
        HelpName = "NAME"
    };

    private static readonly Option<string?> Reason = new("--reason")
    {
        Description = "Why it must not be promoted",
        HelpName = "TEXT"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("withdraw",
            "Withdraw a version: no protected environment gets it any more. It stays readable, and deployed where it " +
            "is.")
        {
            CloudOptions.Repo, Version, Reason,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas cloud version withdraw --repo shop --version 20260610120000 --reason 'loses orders on retry'");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var version = CloudOptions.Required(run, Version);
        var reason = CloudOptions.Required(run, Reason);
        var repo = CloudOptions.Required(run, CloudOptions.Repo);
        var withdrawal = await registry.Gate.WithdrawAsync(repo, version, reason, cancellationToken);
        run.App.Out.Write($"Version {withdrawal.Version} of \"{withdrawal.Repo}\" was withdrawn by {withdrawal.By} " +
            $"at {CloudOptions.Time(withdrawal.At)}: {withdrawal.Reason}\n");
        CloudOptions.Attest(run, registry);
    });
}
