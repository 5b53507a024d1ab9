using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud validation report</c>: how the team's own tests of a running environment ended.</summary>
internal static class ValidationReportCommand
{
    private static readonly Option<string?> Version = new("--version")
    {
        Description = "The version that was running there",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Name = new("--name")
    {
        Description = "What was run, such as smoke",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Status = new("--status")
    {
        Description = "How it ended: passed or failed",
        HelpName = "STATUS",
    };

    private static readonly Option<string?> Url = new("--url")
    {
        Description = "Where the run can be read about [default: the CI run, where there is one]",
        HelpName = "URL",
    };

    private static readonly Option<string?> Database = new("--database")
    {
        Description = "Only this database, by its id or name [default: all that run the version]",
        HelpName = "NAME",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("report",
            "Record how your tests of a running environment ended: on the version, on each database there that runs " +
            "it, and on the deployment that brought it there.")
        {
            CloudOptions.Repo, Version, Name, Status, Url, Database, SchemaOptions.Format, SchemaOptions.Context,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas cloud validation report --repo myapp --env staging --version 20260610120000 --name smoke " +
            "--status passed --url https://ci.example.com/runs/7");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var claims = ClientClaims.Of(run.App.Host, run.Get(SchemaOptions.Context));
        var report = new ValidationReport(
            run.App.Host.NewId(), Required(run, CloudOptions.Repo, "repo"),
            run.EnvName ?? throw new FailureException("required flag(s) \"env\" not set"), run.Get(Database),
            Required(run, Version, "version"), Required(run, Name, "name"),
            Outcome(Required(run, Status, "status")), run.Get(Url) ?? claims.RunUrl ?? "", claims);
        var recorded = await registry.ReportValidationAsync(report, cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, Fields.List(recorded.Select(EvidenceModel.Of)));
        else
            foreach (var validation in recorded)
                run.App.Out.Write($"{EvidenceText.Of(validation)} ({validation.Deployment})\n");
    });

    private static string Required(CommandRun run, Option<string?> option, string name) =>
        run.Get(option) is { Length: > 0 } value ? value
            : throw new FailureException($"required flag(s) \"{name}\" not set");

    private static EvidenceOutcome Outcome(string word) => word.ToUpperInvariant() switch
    {
        "PASSED" => EvidenceOutcome.Passed,
        "FAILED" => EvidenceOutcome.Failed,
        _ => throw new FailureException($"invalid --status value \"{word}\": it is passed or failed"),
    };
}

/// <summary><c>atlas cloud validation list</c>.</summary>
internal static class ValidationList
{
    private static readonly Option<string?> EnvFilter = new("--env-name")
    {
        Description = "Only this environment",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Version = new("--version")
    {
        Description = "Only this version",
        HelpName = "NAME",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list",
            "List the validations of a repo, newest first. One stands until the next of its name, or the next " +
            "deployment, on its database.")
        {
            CloudOptions.Repo, EnvFilter, Version, CloudOptions.Page, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud validation list --repo myapp --env-name staging");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var filter = new ValidationFilter(
            run.Get(CloudOptions.Repo) ?? throw new FailureException("required flag(s) \"repo\" not set"),
            run.Get(EnvFilter), run.Get(Version));
        var page = await registry.ListValidationsAsync(filter, CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Validations", EvidenceModel.Of));
        else CloudOptions.WriteList(run, registry, page, "validations",
            ["AT", "ENV", "DATABASE", "VERSION", "NAME", "STATUS", "STANDS", "BY", "RUN"],
            v => [CloudOptions.Time(v.At), v.Report.Env, v.Target, v.Report.Version, v.Report.Name,
                EvidenceText.Word(v.Report.Outcome), v.IsStanding ? "yes" : "no", v.Subject, v.Report.Url]);
    });
}
