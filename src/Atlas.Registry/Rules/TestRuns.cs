using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>The rules of runs of tests, which are recorded on the version that was tested.</summary>
internal sealed class TestRuns(RegistryStore store, RegistryClock clock, Audit audit)
{
    private const int MostCases = 10_000;
    private const int LongestName = 512;

    public Task<TestRun> RecordAsync(Caller caller, TestReport report, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Push);
        caller.Check(report.Claims);
        Check(report);
        return store.WriteAsync(session => RecordAsync(session, caller, report, cancellationToken), cancellationToken);
    }

    /// <summary>Lists runs, newest first.</summary>
    public Task<Page<TestRun>> ListAsync(
        Caller caller, string repo, string? version, PageRequest page, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                var only = version is null ? "" : (await Versions.FindAsync(
                    session, caller.Organisation, found, new(ReferenceKind.Version, version), cancellationToken)).Version;
                var runs = await TestRunTable.ListAsync(
                    session, caller.Organisation, found.Id, only, limit, offset, cancellationToken);
                var total = await TestRunTable.CountAsync(
                    session, caller.Organisation, found.Id, only, cancellationToken);
                return new Page<TestRun>(runs, page.Number, page.Size, total);
            },
            cancellationToken);
    }

    private async Task<TestRun> RecordAsync(
        StoreSession session, Caller caller, TestReport report, CancellationToken cancellationToken)
    {
        var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Push, report.Repo, cancellationToken);
        report = report with { Repo = repo.Slug };
        if (await TestRunTable.ByIdAsync(session, caller.Organisation, report.Id, cancellationToken) is { } known)
        {
            return report with { Claims = known.Report.Claims } == known.Report
                ? known
                : throw Refuse.Conflict($"The id {report.Id} is that of another run of tests.");
        }

        var version = await Versions.FindAsync(
            session, caller.Organisation, repo, new(ReferenceKind.Version, report.Version), cancellationToken);
        if (version.Digest != report.Digest)
        {
            throw Refuse.Conflict(
                $"The version \"{version.Version}\" of the repo \"{repo.Slug}\" has the digest {version.Digest}, and " +
                    $"{report.Digest} was tested: that was something else.");
        }

        report = report with { Version = version.Version };
        var run = new TestRun(
            report, report.Failed.IsEmpty ? EvidenceOutcome.Passed : EvidenceOutcome.Failed, caller.Subject.Name,
            clock.Now);
        await TestRunTable.AddAsync(session, caller.Organisation, repo.Id, run, cancellationToken);
        await RepoTable.SaveAsync(session, caller.Organisation, repo, cancellationToken);
        var details = JsonSerializer.SerializeToNode(report, RegistryJson.Default.TestReport)?.AsObject() ?? [];
        details["outcome"] = Words.Of(run.Outcome);
        await audit.RecordAsync(session, caller, "test.record", repo.Id, details, cancellationToken);
        return run;
    }

    private static void Check(TestReport report)
    {
        Names.CheckId(report.Id);
        Digested.Check(report.Digest);
        Digested.Check(report.Files);
        if (report.Filter.Length > 0) Names.CheckText("filter", report.Filter, LongestName);
        var named = report.Passed.Concat(report.Failed).Concat(report.Skipped).ToList();
        foreach (var name in named) Names.CheckText("case's name", name, LongestName);
        if (report.Passed.Count + report.Failed.Count == 0)
            throw Refuse.Invalid("A run in which no case was run says nothing of a version, and isn't recorded.");
        if (report.Cases < named.Count || report.Cases > MostCases)
        {
            throw Refuse.Invalid(
                $"A run names each of its cases once: {report.Cases} were counted and {named.Count} are named. It " +
                    $"has {MostCases} at most.");
        }

        if (report.Filter.Length == 0 && report.Cases != named.Count)
        {
            throw Refuse.Invalid(
                $"Without a filter every case of the files passes, fails or is skipped: {report.Cases} were counted " +
                    $"and {named.Count} are named.");
        }
    }
}
