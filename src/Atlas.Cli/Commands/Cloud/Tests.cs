using System.CommandLine;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Commands.Cloud;

/// <summary><c>atlas cloud test list</c>: the runs of <c>schema test</c> against versions.</summary>
internal static class TestList
{
    private static readonly Option<string?> Version = new("--version")
    {
        Description = "Only this version",
        HelpName = "NAME",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the runs of schema test against versions of a repo, newest first.")
        {
            CloudOptions.Repo, Version, CloudOptions.Page, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas cloud test list --repo myapp",
            "atlas cloud test list --repo myapp --version 20260610120000 --format '{{ json . }}'");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var repo = run.Get(CloudOptions.Repo) ?? throw new FailureException("required flag(s) \"repo\" not set");
        var page = await registry.ListTestsAsync(repo, run.Get(Version), CloudOptions.PageOf(run), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format)
            Output.Write(run.App, format, CloudModel.Of(page, "Tests", EvidenceModel.Of));
        else CloudOptions.WriteList(run, registry, page, "runs of tests",
            ["AT", "VERSION", "STATUS", "PASSED", "FAILED", "SKIPPED", "FILTER", "FILES", "BY"],
            t => [CloudOptions.Time(t.At), t.Report.Version, EvidenceText.Word(t.Outcome),
                $"{t.Report.Passed.Count}/{t.Report.Cases}", string.Join(", ", t.Report.Failed),
                string.Join(", ", t.Report.Skipped), t.Report.Filter, EvidenceText.Short(t.Report.Files), t.Subject]);
    });
}
