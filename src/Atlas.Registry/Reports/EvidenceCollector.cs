using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Log;

namespace Atlas.Registry.Reports;

/// <summary>Collects the evidence about an environment: from the audit log all that decides, from the registry's own
/// records what belongs to it, such as pull requests.</summary>
/// <param name="registry">The registry; its subject needs the scopes <c>audit</c> and <c>read</c>.</param>
/// <param name="env">The environment.</param>
/// <param name="period">The period.</param>
/// <param name="repo">The only repo; null for all that know the environment.</param>
/// <param name="longestGap">How long a database may go without verification.</param>
public sealed class EvidenceCollector(
    SchemaRegistry registry, string env, Period period, string? repo, TimeSpan longestGap)
{
    private const int PageSize = 100;

    private readonly List<AuditEvent> events = [];
    private readonly Dictionary<string, string> slugs = [];

    /// <summary>Reads it all; a round trip for every few hundred entries of the log, and a few for each repo.</summary>
    /// <param name="proof">Gets each line of the export of the whole log, from which the report is made.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<EvidenceReport> CollectAsync(Action<ExportLine> proof, CancellationToken cancellationToken)
    {
        var checkpoint = await ReadLogAsync(proof, cancellationToken);
        var repos = await ReposAsync(cancellationToken);
        foreach (var known in repos) slugs[known.Id] = known.Slug;
        var ids = repos.Select(r => r.Id).ToHashSet();
        var all = events.ToSeq();
        var own = all.Where(e => ids.Contains(e.Repo)).ToSeq();
        var traces = new List<Trace>();
        foreach (var known in repos) traces.Add(await registry.TraceAsync(known.Slug, null, cancellationToken));
        var policies = new List<PolicyRevision>();
        foreach (var known in repos)
            policies.AddRange((await registry.Gate.ListPoliciesAsync(known.Slug, cancellationToken)).Where(WasInForce));
        return new EvidenceReport(
            env, period, registry.Address, !registry.IsEmbedded, checkpoint, events.Count,
            await TargetsAsync(own, cancellationToken), await ChangesAsync(repos, traces, own, cancellationToken),
            Refusals(own), Exceptions(own), AccessReport.At(all, period.From), AccessReport.At(all, period.To),
            [.. policies.OrderBy(p => p.Repo, StringComparer.Ordinal).ThenBy(p => p.Number)]);
    }

    private async Task<string> ReadLogAsync(Action<ExportLine> proof, CancellationToken cancellationToken)
    {
        var checkpoint = "";
        await foreach (var line in LogExport.LinesAsync(registry, AuditFilter.None, cancellationToken))
        {
            proof(line);
            if (line is ExportLine.EntryLine { Entry: var entry }) events.Add(AuditEvent.Read(entry));
            if (line is ExportLine.HeaderLine header) checkpoint = header.Checkpoint;
        }

        return checkpoint;
    }

    private async Task<Seq<Repo>> ReposAsync(CancellationToken cancellationToken)
    {
        if (repo is not null) return [await registry.GetRepoAsync(repo, cancellationToken)];
        var all = await AllAsync(page => registry.ListReposAsync(page, cancellationToken));
        var concerned = events.Where(e => Concerns(e)).Select(e => e.Repo).ToHashSet();
        Seq<Repo> found = [.. all.Where(r => concerned.Contains(r.Id)).OrderBy(r => r.Slug, StringComparer.Ordinal)];
        return !found.IsEmpty ? found
            : throw new FailureException(
                $"no repo of the registry knows the environment \"{env}\": there is nothing to be shown of it");
    }

    private bool Concerns(AuditEvent entry) => entry.Env == env || entry.Text("newEnv") == env
        || entry.Inner("begin").Env == env
        || (entry.Action == "policy.enforce" && entry.Inner("policy").Texts("rules", "env").Contains(env));

    private async Task<Seq<TargetStatement>> TargetsAsync(Seq<AuditEvent> own, CancellationToken cancellationToken)
    {
        var ids = own.Where(e => e.Env == env && e.Action.StartsWith("deployment.", StringComparison.Ordinal)
            && e.At < period.To).Select(e => e.Text("target")).Where(t => t.Length > 0).Distinct();
        var statements = new List<TargetStatement>();
        foreach (var id in ids)
        {
            statements.Add(TargetStatement.Of(await registry.GetDatabaseAsync(id, cancellationToken), own, period,
                longestGap));
        }

        return statements.OrderBy(s => s.Target.Repo, StringComparer.Ordinal)
            .ThenBy(s => s.Target.Name, StringComparer.Ordinal).ToSeq();
    }

    private async Task<Seq<ChangeRecord>> ChangesAsync(
        Seq<Repo> repos, List<Trace> traces, Seq<AuditEvent> own, CancellationToken cancellationToken)
    {
        var versions = traces.SelectMany(t => t.Versions).ToDictionary(v => (v.Version.Repo, v.Version.Version));
        var changes = new List<ChangeRecord>();
        foreach (var known in repos)
        {
            var deployments = await AllAsync(page => registry.ListDeploymentsAsync(
                new DeploymentFilter(known.Slug, env, null, []), page, cancellationToken));
            changes.AddRange(deployments
                .Where(d => period.Holds(d.BegunAt)
                    && d.Outcome is not (DeploymentOutcome.DryRun or DeploymentOutcome.Blocked))
                .Select(d => ChangeRecord.Of(
                    d, d.Begin.ToVersion is { } name ? versions.GetValueOrDefault((known.Slug, name)) : null, own)));
        }

        return changes.OrderBy(c => c.Deployment.BegunAt).ToSeq();
    }

    private Seq<RefusedChange> Refusals(Seq<AuditEvent> own) =>
    [
        .. own.Where(e => period.Holds(e.At)).SelectMany(e => e.Action switch
        {
            "permit.refuse" when e.Env == env => [new RefusedChange(
                e.At, e.Subject, Slug(e), e.Text("version"), "promotion policy", e.Texts("refusals"))],
            "deployment.attempt" when e.Inner("begin").Env == env && e.Inner("end").Text("outcome") == "BLOCKED" =>
                (RefusedChange[])[new RefusedChange(
                    e.At, e.Subject, Slug(e), e.Inner("begin").Text("toVersion"), "before the first statement",
                    [.. e.Inner("end").Text("error").Split('\n', StringSplitOptions.RemoveEmptyEntries)])],
            _ => [],
        }),
    ];

    private Seq<ExceptionRecord> Exceptions(Seq<AuditEvent> own)
    {
        var reviews = own.Where(e => e.Action == "break-glass.review").ToLookup(e => e.Text("id"));
        return
        [
            .. own.Where(e => e.Action == "permit.break-glass" && e.Env == env && period.Holds(e.At)).Select(e =>
                new ExceptionRecord(
                    e.Text("id"), e.At, e.Subject, Slug(e), e.Text("version"), e.Text("breakGlass"),
                    e.Texts("refusals"),
                    reviews[e.Text("id")].Select(r => new ExceptionReview(r.At, r.Subject, r.Text("review")))
                        .FirstOrDefault())),
        ];
    }

    private bool WasInForce(PolicyRevision revision) =>
        revision.State is PolicyState.InForce or PolicyState.Replaced && revision.DecidedAt < period.To;

    private string Slug(AuditEvent entry) => slugs.GetValueOrDefault(entry.Repo, entry.Repo);

    private static async Task<List<T>> AllAsync<T>(Func<PageRequest, Task<Page<T>>> read)
    {
        var all = new List<T>();
        for (var number = 1; ; number++)
        {
            var page = await read(new PageRequest(number, PageSize));
            all.AddRange(page.Items);
            if (page.Items.IsEmpty || all.Count >= page.Total) return all;
        }
    }
}
