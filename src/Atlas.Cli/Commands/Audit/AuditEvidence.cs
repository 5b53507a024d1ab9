using System.CommandLine;
using System.Text;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Evidence;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Registry.Reports;

namespace Atlas.Cli.Commands.Audit;

/// <summary><c>atlas audit evidence</c>: a folder that an auditor can read.</summary>
internal static class AuditEvidence
{
    private static readonly Option<string?> From = new("--from")
    {
        Description = "The first day or time, in UTC",
        HelpName = "TIME"
    };
    private static readonly Option<string?> To = new("--to")
    {
        Description = "The first day or time after the period, in UTC [default: now]",
        HelpName = "TIME"
    };
    private static readonly Option<string?> Folder = new("--output", "-o")
    {
        Description = "The folder to write, which must not be there yet or be empty [default: evidence-ENV]",
        HelpName = "FOLDER"
    };
    private static readonly Option<string?> Gap = new("--longest-gap")
    {
        Description = "How long a database may go without verification by an agent [default: 24h]",
        HelpName = "DURATION"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("evidence",
            "Write the evidence about an environment's changes as a folder: a page that prints well, tables for " +
            "spreadsheets, and the audit log that proves it. Exits with 0 also where the evidence is incomplete: it says " +
            "so. Needs the scopes audit and read. The environment is named by --env; it needs no project file.")
        {
            From, To, CloudOptions.Repo, Folder, Gap,
        };
        command.SetAction((parse, cancellationToken) =>
            RunAsync(new CommandRun(app, parse, isOnlyNamed: true), cancellationToken));
        return command.WithExamples(
            "atlas audit evidence --env production --from 2026-01-01 --to 2026-04-01",
            "atlas audit evidence --env production --from 2026-01-01 --repo shop --longest-gap 1h -o q1");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var env = run.EnvName ?? throw new FailureException("required flag(s) \"env\" not set");
        var period = new Period(
            AuditTime.Of(run, From) ?? throw new FailureException("required flag(s) \"from\" not set"),
            AuditTime.Of(run, To) ?? run.App.Host.Now);
        if (period.To <= period.From) throw new FailureException("--to must be later than --from");
        var folder = run.Get(Folder) ?? $"evidence-{env}";
        if (run.App.Host.FolderExists(folder) && !run.App.Host.ListFiles(folder, recursive: true).IsEmpty)
            throw new FailureException($"the folder {folder} isn't empty; name another with --output");
        var gap = Durations.Read("--longest-gap", run.Get(Gap), TimeSpan.FromHours(24));
        var log = new StringBuilder();
        var report = await new EvidenceCollector(registry, env, period, run.Get(CloudOptions.Repo), gap)
            .CollectAsync(line => log.Append(line).Append('\n'), cancellationToken);
        Seq<EvidenceTable> tables = [.. EvidenceTables.Of(report), Controls.Table];
        Write(run, folder, "index.html", EvidencePage.Of(report, tables));
        foreach (var table in tables) Write(run, folder, table.File + ".csv", table.ToCsv());
        Write(run, folder, "audit.jsonl", log.ToString());
        Say(run, folder, report);
        CloudOptions.Attest(run, registry);
    });

    private static void Write(CommandRun run, string folder, string name, string text) =>
        run.App.Host.WriteFile(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text));

    private static void Say(CommandRun run, string folder, EvidenceReport report) => TextFields.Write(run.App.Out,
    [
        new("Evidence", Path.Combine(folder, "index.html")),
        new("Statement", report.IsComplete ? "COMPLETE" : "INCOMPLETE"),
        new("Databases", $"{report.Targets.Count}"),
        new("Changes", $"{report.Changes.Count}"),
        new("Refusals", $"{report.Refusals.Count}"),
        new("Unauthorised", $"{report.Targets.Sum(t => t.Unauthorised.Count)}"),
        new("Not Verified", $"{Plural.Of(report.Targets.Sum(t => t.Gaps.Count), "time")}"),
        new("Exceptions", $"{report.Exceptions.Count}, of which {report.Exceptions.Count(e => e.Review is null)} open"),
        new("Duties", Plural.Of(report.Changes.Sum(c => c.Flaws.Count), "remark")),
        new("Proof", $"{Path.Combine(folder, "audit.jsonl")} ({report.Entries} entries)"),
    ]);
}
