using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Projects;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Finds the plan that was written for what an apply is about to do, by its transition.</summary>
/// <remarks>Source: docs/design/0007-plans.md.</remarks>
/// <param name="host">The door to files.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="openRegistry">Opens the registry.</param>
internal sealed class PlanLookup(
    Host host, Drivers drivers, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    private const int Most = 1000;

    private readonly WrittenPlan written = new(host, drivers);

    /// <summary>Returns the comparison with the plan that is to be run: the named one, the approved one, the one chain
    /// of approved ones, or the computed one.</summary>
    /// <exception cref="FailureException">There are several, or the only one isn't approved.</exception>
    /// <exception cref="AbortException">The named plan leads somewhere else.</exception>
    public async Task<Comparison> ChooseAsync(ApplyRequest request, ProjectEnv? env, Database target,
        Comparison comparison, CancellationToken cancellationToken)
    {
        if (comparison.Current.ProgressSchema is { } schema && request.Resume is not ResumeChoice.Abandon
            && await GoOnAsync(request, target, schema, comparison, cancellationToken) is { } resumed) return resumed;
        if (comparison.Plan.IsEmpty) return comparison;
        if (request.Plan is { Scheme: "file" } file)
            return await written.OfFileAsync(request, file.HostAndPath, target, comparison, cancellationToken);
        if (request.Edited is { } sql)
            return await written.OfEditorAsync(request, sql, target, comparison, cancellationToken);
        var named = request.Plan is { } url ? PlanUrl.Parse(url.Raw) : null;
        var repo = named?.Repo ?? comparison.Desired.Version?.Repo
            ?? (env is null ? null : await env.RepoAsync(cancellationToken));
        if (repo is null) return comparison;
        await using var registry = await openRegistry(cancellationToken);
        if (named is null) return await FindOrGoOnAsync(request, env, registry, repo, comparison, cancellationToken);

        var plan = await registry.GetPlanAsync(named.Repo, named.Name, cancellationToken);
        FileOf(plan).EnsureLeads(comparison.Plan.From, comparison.Plan.To);
        return Use(request, comparison, [plan]);
    }

    /// <summary>Finds the plan; a registry that is away stops the apply, unless reporting is best effort.</summary>
    private async Task<Comparison> FindOrGoOnAsync(ApplyRequest request, ProjectEnv? env, SchemaRegistry registry,
        string repo, Comparison comparison, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(request, registry, repo, comparison, cancellationToken);
        }
        catch (RegistryException problem) when (problem.Kind is RegistryProblem.Unavailable)
        {
            if (await Reporter.ModeAsync(request, env, cancellationToken) is not { IsBestEffort: true }) throw;
            host.Warn("Warning: nobody knows whether a plan was approved for this transition, and report = " +
                $"\"best-effort\" lets the apply go on: {problem.Message}");
            return comparison;
        }
    }

    /// <summary>The rest of a plan that stopped, and the approved ones that lead on from where it arrives; null when
    /// nothing is unfinished.</summary>
    private async Task<Comparison?> GoOnAsync(ApplyRequest request, Database target, string schema,
        Comparison comparison, CancellationToken cancellationToken)
    {
        var table = new ProgressTable(target, schema);
        if (await table.ReadAsync(cancellationToken) is not { IsBegun: true } progress) return null;
        await using var registry = await openRegistry(cancellationToken);
        if (await new PlanResume(table, target.Dialect, registry).RestAsync(request, progress, comparison,
            cancellationToken) is not var (stopped, rest)) return null;
        host.Warn($"Plan \"{stopped.Name}\" stopped in this database after {rest.Finished} of its statements. What " +
            "is there is what they make; it goes on after them.");
        if (stopped.Status is not PlanStatus.Approved) return Use(request, comparison, [stopped]);
        if (comparison.Plan.To == stopped.To) return comparison.With([rest], [stopped]);
        var all = await ListAsync(registry, stopped.Repo, new PlanFilter(Status: PlanStatus.Approved),
            cancellationToken);
        var chains = PlanChains.Between(all, stopped.To, comparison.Plan.To);
        if (chains.Count != 1)
            throw new FailureException(
                $"plan \"{stopped.Name}\" stopped in this database after {rest.Finished} of its statements, and it " +
                    "does not lead to the desired state. Apply the state that it leads to first, or give up the rest " +
                    "of it with --resume abandon.");
        var options = comparison.Dialect.SplitOptions;
        return comparison.With([rest, .. chains[0].Select(p => Prepared(comparison.Plan, p, options))],
            [stopped, .. chains[0]]);
    }

    private async Task<Comparison> FindAsync(ApplyRequest request, SchemaRegistry registry, string repo,
        Comparison comparison, CancellationToken cancellationToken)
    {
        var (from, to) = (comparison.Plan.From, comparison.Plan.To);
        var plans = await ListAsync(registry, repo, new PlanFilter(from, to), cancellationToken);
        var approved = plans.Where(p => p.Status is PlanStatus.Approved).ToSeq();
        if (approved.Count > 1) throw Several(from, to, approved);
        if (approved.Count == 1) return Use(request, comparison, approved);
        if (plans.FirstOrDefault(p => p.Status is PlanStatus.Pending) is { } pending)
            return Use(request, comparison, [pending]);
        var all = await ListAsync(registry, repo, new PlanFilter(Status: PlanStatus.Approved), cancellationToken);
        var chains = PlanChains.Between(all, from, to);
        if (chains.Count > 1) throw SeveralChains(chains);
        if (chains.Count == 1) return Use(request, comparison, chains[0]);
        if (plans.IsEmpty) return comparison;
        return Use(request, comparison, [plans[0]]);
    }

    private Comparison Use(ApplyRequest request, Comparison comparison, Seq<StoredPlan> plans)
    {
        foreach (var plan in plans.Where(p => p.Status is not PlanStatus.Approved))
            if (request.IsDryRun) host.Warn($"Warning: {Refusal(plan)}");
            else throw new FailureException(Refusal(plan));
        var options = comparison.Dialect.SplitOptions;
        return comparison.With([.. plans.Select(p => Prepared(comparison.Plan, p, options))], plans);
    }

    private static Plan Prepared(Plan computed, StoredPlan plan, SplitOptions options) =>
        Prepared(computed, FileOf(plan), PlanSql.Read(plan.Name, plan.Migration, options), plan.Replay) with
        {
            Url = plan.Url,
            Digest = plan.Digest,
        };

    /// <summary>Returns a plan that was written and tried, in the form in which plans run.</summary>
    public static Plan Prepared(Plan computed, PlanFile file, PlanSql sql, PlanReplay replay) =>
        new(file.From, file.To, computed.Changes, sql.Statements)
        {
            Name = file.Name,
            Assertions = sql.Assertions,
            IsOneAssertionEnough = sql.IsOneAssertionEnough,
            States = replay.States,
        };

    private static PlanFile FileOf(StoredPlan plan) => new(plan.Name, plan.From, plan.To, plan.Migration);

    private static async Task<Seq<StoredPlan>> ListAsync(SchemaRegistry registry, string repo, PlanFilter filter,
        CancellationToken cancellationToken)
    {
        try
        {
            var plans = new List<StoredPlan>();
            for (var number = 1; ; number++)
            {
                var page = await registry.ListPlansAsync(repo, filter, new PageRequest(number, Most),
                    cancellationToken);
                plans.AddRange(page.Items);
                if (page.Items.Count < page.Size) return [.. plans];
            }
        }
        catch (RegistryException problem) when (problem.Kind == RegistryProblem.NotFound)
        {
            // A repo that nobody pushed to has no plans.
            return [];
        }
    }

    private static string Refusal(StoredPlan plan) => plan.Status is PlanStatus.Rejected
        ? $"the plan {plan.Url} for this transition was rejected by {plan.Review?.Subject ?? "somebody"}. Push " +
            $"another plan, or delete it with: atlas schema plan rm --url {plan.Url}"
        : $"cannot apply a migration plan in a PENDING state: {plan.Url}. Have it approved with: atlas schema plan " +
            $"approve --url {plan.Url}";

    private static FailureException Several(Fingerprint from, Fingerprint to, Seq<StoredPlan> plans) => new(
        "multiple pre-planned migrations were found in the registry for this schema transition.\n\n" +
            $"  Current hash: {from}\n  Desired hash: {to}\n\n  Plans found:\n" +
            string.Concat(plans.Select(p => $"    - {p.Url}\n")) +
            "\nDelete all but one with atlas schema plan rm, or say which one with --plan.");

    private static FailureException SeveralChains(Seq<Seq<StoredPlan>> chains) => new(
        "several chains of approved plans lead from the current to the desired state:\n\n" +
            string.Concat(chains.Select(c => $"    - {string.Join(", then ", c.Select(p => p.Url))}\n")) +
            "\nDelete plans until one chain is left, or push a plan for the whole way.");
}
