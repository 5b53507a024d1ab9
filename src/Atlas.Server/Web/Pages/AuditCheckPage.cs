using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Log;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>What came of recomputing every hash of the audit log.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Log">The state of the log.</param>
/// <param name="Problem">The first entry that isn't as it was logged; empty when all are.</param>
/// <param name="Entries">How many entries were read; 0 where the log is too long to be checked by a page.</param>
/// <param name="Took">How long it took.</param>
public sealed record AuditCheck(Frame Frame, LogFacts Log, string Problem, long Entries, TimeSpan Took) : IFramed
{
    /// <summary>Gets how many entries a page checks at most.</summary>
    public static long Most => 20_000;
}

/// <inheritdoc cref="AuditCheck"/>
internal sealed class AuditCheckPage : IPage
{
    public static PageShape Shape => new("/audit/verification", Section.Audit, Scopes.Audit);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var clock = Stopwatch.StartNew();
        var log = await LogFacts.OfAsync(visit);
        var (problem, entries) = log.Size > AuditCheck.Most ? ("", 0) : await CheckAsync(visit);
        var frame = visit.Frame(
            Section.Audit, "Verification of the audit log", "/audit/log", new Crumb("Audit log", "/audit"));
        return AuditCheckSlice.Create(new(frame, log, problem, entries, clock.Elapsed));
    }

    private static async Task<(string Problem, long Entries)> CheckAsync(Visit visit)
    {
        try
        {
            var lines = LogExport.LinesAsync(visit.Registry, AuditFilter.None, visit.Cancelled).Select(l => l.ToString());
            var verifier = await LogVerifier.RunAsync(lines, null, [], visit.Cancelled);
            return ("", verifier.Entries);
        }
        catch (FailureException found)
        {
            return (found.Message, 0);
        }
    }
}
