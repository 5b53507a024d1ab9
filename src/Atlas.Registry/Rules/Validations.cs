using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>The rules of validations: what people's own tests said of a running environment.</summary>
internal sealed class Validations(RegistryStore store, RegistryClock clock, Audit audit)
{
    private const int LongestName = 128;
    private const int LongestUrl = 2048;

    public Task<Seq<Validation>> ReportAsync(
        Caller caller, ValidationReport report, CancellationToken cancellationToken)
    {
        Names.CheckId(report.Id);
        Names.CheckEnv(report.Env);
        caller.Demand(Scopes.Deploy(report.Env));
        caller.Check(report.Claims);
        Names.CheckText("validation's name", report.Name, LongestName);
        if (report.Url.Length > 0) Names.CheckText("run's URL", report.Url, LongestUrl);
        DeploymentChecks.RefusePassword("run's URL", report.Url);
        return store.WriteAsync(session => ReportAsync(session, caller, report, cancellationToken), cancellationToken);
    }

    /// <summary>Lists validations, newest first.</summary>
    public Task<Page<Validation>> ListAsync(
        Caller caller, ValidationFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var repo = await Repos.FindAsync(session, caller, Scopes.Read, filter.Repo, cancellationToken);
                var query = new ValidationQuery(repo.Id, filter.Env ?? "", filter.Version ?? "");
                return new Page<Validation>(
                    await ValidationTable.ListAsync(
                        session, caller.Organisation, query, limit, offset, cancellationToken),
                    page.Number, page.Size,
                    await ValidationTable.CountAsync(session, caller.Organisation, query, cancellationToken));
            },
            cancellationToken);
    }

    private async Task<Seq<Validation>> ReportAsync(
        StoreSession session, Caller caller, ValidationReport report, CancellationToken cancellationToken)
    {
        var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Deploy(report.Env), report.Repo, cancellationToken);
        report = report with { Repo = repo.Slug };
        var known = await ValidationTable.ByIdAsync(
            session, caller.Organisation, repo.Id, report.Id, cancellationToken);
        if (!known.IsEmpty)
        {
            return report with { Claims = known[0].Report.Claims } == known[0].Report
                ? known
                : throw Refuse.Conflict($"The id {report.Id} is that of another validation.");
        }

        var version = await Versions.FindAsync(
            session, caller.Organisation, repo, new(ReferenceKind.Version, report.Version), cancellationToken);
        report = report with { Version = version.Version };
        var targets = await NamedAsync(session, caller, repo, report, cancellationToken);
        var running = targets.Where(t => t.ToTarget().CurrentVersion == version.Version).ToSeq();
        if (running.IsEmpty) throw NotRunning(repo, report, targets);
        if (running.FirstOrDefault(t => t.CurrentDeployment is null) is { } unknown)
        {
            throw Refuse.Conflict(
                $"Which deployment brought \"{unknown.Name}\" of \"{report.Env}\" to {version.Version} was not kept at " +
                    "its time. Run schema apply there once more, and report again.");
        }

        foreach (var target in running) await AddAsync(session, caller, repo, report, target, cancellationToken);
        await RepoTable.SaveAsync(session, caller.Organisation, repo, cancellationToken);
        await RecordAsync(session, caller, repo, report, running, cancellationToken);
        return await ValidationTable.ByIdAsync(session, caller.Organisation, repo.Id, report.Id, cancellationToken);
    }

    private async Task AddAsync(
        StoreSession session, Caller caller, RepoRow repo, ValidationReport report, TargetRow target,
        CancellationToken cancellationToken)
    {
        var counted = target with { Sequence = target.Sequence + 1 };
        await TargetTable.SaveAsync(session, caller.Organisation, counted, cancellationToken);
        await ValidationTable.AddAsync(
            session, caller.Organisation, repo.Id,
            new(report, target.Id, target.Name, target.CurrentDigest ?? throw NotRunning(repo, report, [target]),
                target.CurrentDeployment ?? throw NotRunning(repo, report, [target]), counted.Sequence,
                caller.Subject.Name, clock.Now, IsStanding: true),
            cancellationToken);
    }

    private static async Task<Seq<TargetRow>> NamedAsync(
        StoreSession session, Caller caller, RepoRow repo, ValidationReport report, CancellationToken cancellationToken)
    {
        var all = await TargetTable.OfEnvironmentAsync(
            session, caller.Organisation, repo.Id, report.Env, cancellationToken);
        if (all.IsEmpty) await Targets.CheckKnownAsync(session, caller.Organisation, repo, report.Env, cancellationToken);
        var counting = all.Where(t => !t.IsArchived).OrderBy(t => t.Name, StringComparer.Ordinal).ToSeq();
        if (report.Database is not { } name) return counting;

        var named = counting.Where(t => t.Id == name || t.Name == name).ToSeq();
        return !named.IsEmpty ? named : throw Refuse.NotFound(
            $"database not found: the environment \"{report.Env}\" of \"{repo.Slug}\" has no database " +
                $"\"{Names.Shown(name)}\".{Nearest.Suggest(name, counting.Select(t => t.Name))}");
    }

    private static RegistryException NotRunning(RepoRow repo, ValidationReport report, Seq<TargetRow> targets)
    {
        var place = $"the environment \"{report.Env}\" of \"{repo.Slug}\"";
        if (targets.IsEmpty)
        {
            return Refuse.Conflict(
                $"Nothing was ever deployed to {place}, so nothing can be said of version {report.Version} there. " +
                    "Report its deployments: run schema apply with --report.");
        }

        var found = string.Join(", ", targets.Select(t => $"\"{t.Name}\" on {t.ToTarget().CurrentVersion ?? "none"}"));
        return Refuse.Conflict(
            $"No database of {place} runs version {report.Version} now: {found}. What was tested isn't what is there " +
                "any more; test it again, and report the version that runs.");
    }

    private Task RecordAsync(
        StoreSession session, Caller caller, RepoRow repo, ValidationReport report, Seq<TargetRow> targets,
        CancellationToken cancellationToken)
    {
        var details = JsonSerializer.SerializeToNode(report, RegistryJson.Default.ValidationReport)?.AsObject() ?? [];
        details["targets"] = new JsonArray([.. targets.Select(t => new JsonObject
        {
            ["target"] = t.Id,
            ["deployment"] = t.CurrentDeployment,
            ["digest"] = t.CurrentDigest?.Value,
            ["sequence"] = t.Sequence + 1,
        })]);
        return audit.RecordAsync(session, caller, "validation.report", repo.Id, details, cancellationToken);
    }
}
