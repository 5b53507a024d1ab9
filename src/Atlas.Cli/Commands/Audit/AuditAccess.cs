using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Evidence;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Log;
using Atlas.Registry.Reports;

namespace Atlas.Cli.Commands.Audit;

/// <summary><c>atlas audit access</c>: who could do what at a date.</summary>
internal static class AuditAccess
{
    private static readonly Option<string?> At = new("--at")
    {
        Description = "The day or time, in UTC [default: now]",
        HelpName = "TIME"
    };
    private static readonly Option<bool> Csv = new("--csv")
    {
        Description = "Write a table for spreadsheets"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("access",
            "Show who could do what at a date: the tokens that were in force then, from the events of the audit log " +
            "alone. Needs the scope audit.")
        {
            At, Csv,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas audit access --at 2026-03-31", "atlas audit access --csv > access.csv");
    }

    private static Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken) =>
        CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
    {
        var events = new List<AuditEvent>();
        await foreach (var line in LogExport.LinesAsync(registry, AuditFilter.None, cancellationToken))
            if (line is ExportLine.EntryLine { Entry: var entry }) events.Add(AuditEvent.Read(entry));
        var table = EvidenceTables.Rights(
            "access", "Who can do what", AccessReport.At(events.ToSeq(), AuditTime.Of(run, At) ?? run.App.Host.Now));
        if (run.Get(Csv)) run.App.Out.Write(table.ToCsv());
        else if (table.Rows.IsEmpty) run.App.Out.Write("No tokens were in force.\n");
        else run.App.Out.Write(new TextTable(table.Headings, [.. table.Rows]).ToString());
        if (!run.Get(Csv)) CloudOptions.Attest(run, registry);
    });
}
