using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Core.Registries;
using Atlas.Registry.Log;

namespace Atlas.Cli.Commands.Audit;

/// <summary><c>atlas audit export</c>: the audit log as a file that can be checked without the registry.</summary>
internal static class AuditExport
{
    private static readonly Option<string?> From = new("--from")
    {
        Description = "Only events from this day or time on, in UTC",
        HelpName = "TIME"
    };
    private static readonly Option<string?> To = new("--to")
    {
        Description = "Only events before this day or time, in UTC",
        HelpName = "TIME"
    };
    private static readonly Option<string?> EnvName = new("--env-name")
    {
        Description = "Only events about this environment",
        HelpName = "NAME"
    };
    private static readonly Option<string?> Actor = new("--actor")
    {
        Description = "Only events by this subject: a token's name",
        HelpName = "NAME"
    };
    private static readonly Option<bool> Csv = new("--csv")
    {
        Description = "Write a table for spreadsheets, which can't be verified"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("export",
            "Write the audit log as JSON Lines: every event with its place, the signed checkpoints, and what it " +
            "takes to check them with `atlas audit verify`. A filter makes a selection, each entry with its proof. " +
            "Needs the scope audit, and read for --repo.")
        {
            From, To, CloudOptions.Repo, EnvName, Actor, Csv,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas audit export > audit.jsonl",
            "atlas audit export --from 2026-01-01 --to 2026-04-01 --env-name production > q1.jsonl",
            "atlas audit export --repo myapp --actor ci --csv > changes.csv");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var filter = new AuditFilter(
            AuditTime.Of(run, From), AuditTime.Of(run, To), run.Get(CloudOptions.Repo), run.Get(EnvName), run.Get(Actor));
        var output = run.App.Out;
        if (run.Get(Csv)) output.Write(AuditCsv.Heading);
        await foreach (var line in LogExport.LinesAsync(registry, filter, cancellationToken))
        {
            if (!run.Get(Csv)) output.Write($"{line}\n");
            else if (line is ExportLine.EntryLine { Entry: var entry }) output.Write(AuditCsv.Row(entry));
        }
    });
}
