using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Promotion;

/// <summary>The rules of permits: granted by one reading of all the evidence under the repo's lock, consumed once by
/// the begin that they are for, closed by its end.</summary>
internal sealed class Permits(RegistryStore store, RegistryClock clock, Audit audit)
{
    /// <summary>How long a permit waits for its begin.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int LongestReason = 2048;

    public async Task<Permit> RequestAsync(Caller caller, PermitRequest request, CancellationToken cancellationToken)
    {
        DeploymentChecks.Check(caller, request.Begin);
        if (request.BreakGlass is { } reason)
        {
            caller.Demand(Scopes.In(Scopes.BreakGlass, request.Begin.Env));
            Names.CheckText("reason for breaking the glass", reason, LongestReason);
        }

        // A refusal is recorded, so it is thrown only after the transaction.
        var (permit, refusal) = await store.WriteAsync(
            session => RequestAsync(session, caller, request, cancellationToken), cancellationToken);
        return permit ?? throw Refuse.Conflict(refusal);
    }

    public Task<PermitExamination> ExamineAsync(Caller caller, DeploymentBegin begin,
        CancellationToken cancellationToken)
    {
        DeploymentChecks.Check(caller, begin);
        return store.ReadAsync(
            async session =>
            {
                var repo = await Repos.FindAsync(session, caller, Scopes.Deploy(begin.Env), begin.Repo, cancellationToken);
                await DeploymentChecks.VersionAsync(session, caller, repo, begin, cancellationToken);
                await PlanChecks.CheckDeploymentAsync(session, caller, repo, begin, cancellationToken);
                var rule = await RuleAsync(session, caller, repo, begin.Env, cancellationToken);
                return rule is null
                    ? new PermitExamination(false, [])
                    : new PermitExamination(true, Refusals.Of(rule.Value.Rule, await EvidenceReader.ReadAsync(
                        session, caller, repo, rule.Value.Rule, begin with { Repo = repo.Slug }, clock.Now,
                        cancellationToken)));
            },
            cancellationToken);
    }

    /// <summary>Says that the holder is alive; a permit that isn't in use stays as it is.</summary>
    public Task<Permit> BeatAsync(Caller caller, string id, CancellationToken cancellationToken) => store.WriteAsync(
        async session =>
        {
            var permit = await FindAsync(session, caller, id, cancellationToken);
            caller.Demand(Scopes.Deploy(permit.Env), permit.Repo);
            if (permit.Subject != caller.Subject.Name)
                throw Refuse.Forbidden($"The permit {id} is that of \"{permit.Subject}\".");
            if (permit.State is not (PermitState.InUse or PermitState.Silent)) return permit;

            await PermitTable.BeatAsync(session, caller.Organisation, id, clock.Now, cancellationToken);
            return await FindAsync(session, caller, id, cancellationToken);
        },
        cancellationToken);

    public Task<Page<Permit>> ListAsync(Caller caller, PermitFilter filter, PageRequest page,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var repo = filter.Repo is { Length: > 0 } name
                    ? (await Repos.FindAsync(session, caller, Scopes.Read, name, cancellationToken)).Id
                    : "";
                var rows = await PermitTable.ListAsync(session, caller, repo, filter, clock.Now, limit, offset,
                    cancellationToken);
                var total = await PermitTable.CountAsync(session, caller, repo, filter,
                    cancellationToken);
                return new Page<Permit>(rows, page.Number, page.Size, total);
            },
            cancellationToken);
    }

    /// <summary>Reviews an exception: it is no longer open.</summary>
    public Task<Permit> ReviewAsync(Caller caller, string id, string review, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Approve);
        Names.CheckText("review", review, LongestReason);
        return store.WriteAsync(
            async session =>
            {
                var permit = await FindAsync(session, caller, id, cancellationToken);
                caller.Demand(Scopes.Approve, permit.Repo);
                if (permit.BreakGlass is not { } exception)
                    throw Refuse.Conflict($"The permit {id} is no exception: the evidence allowed it.");
                if (exception.ReviewedBy is { } reviewer)
                    throw Refuse.Conflict($"The exception {id} was reviewed by \"{reviewer}\" already.");
                if (permit.Subject == caller.Subject.Name)
                {
                    throw Refuse.Forbidden(
                        $"The glass was broken by \"{permit.Subject}\": another person has to review it.");
                }

                var reviewed = permit with
                {
                    BreakGlass = exception with
                    { ReviewedBy = caller.Subject.Name, ReviewedAt = clock.Now, Review = review },
                };
                var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Approve, permit.Repo,
                    cancellationToken);
                await PermitTable.SaveReviewAsync(session, caller.Organisation, reviewed, cancellationToken);
                await audit.RecordAsync(session, caller, "break-glass.review", repo.Id,
                    new JsonObject { ["id"] = id, ["review"] = review }, cancellationToken);
                return reviewed;
            },
            cancellationToken);
    }

    /// <summary>Demands the permit of a begin where a policy protects the environment, and consumes it.</summary>
    public async Task ConsumeAsync(
        StoreSession session, Caller caller, RepoRow repo, DeploymentBegin begin, CancellationToken cancellationToken)
    {
        if (await RuleAsync(session, caller, repo, begin.Env, cancellationToken) is not { } inForce) return;

        var permit = await PermitTable.ByIdAsync(session, caller.Organisation, begin.Id, clock.Now,
            cancellationToken);
        var flaw = permit switch
        {
            null => "there is no permit for it",
            { State: PermitState.Lapsed } => $"its permit lapsed at {PolicyText.Time(permit.ExpiresAt)}",
            { State: not PermitState.Granted } => "its permit was used already",
            _ when permit.Subject != caller.Subject.Name => $"its permit is that of \"{permit.Subject}\"",
            _ when permit.Plan != PlanOf(begin) => "its permit is for another plan, database or version",
            _ when permit.Policy != inForce.Policy => "the policy changed since its permit was granted",
            _ => null,
        };
        if (flaw is not null)
        {
            throw Refuse.Conflict(
                $"The environment \"{begin.Env}\" of the repo \"{repo.Slug}\" is protected, and the deployment " +
                    $"{begin.Id} can't begin: {flaw}. Run `atlas schema apply --env {begin.Env}` again; it asks for " +
                    "one.");
        }

        await PermitTable.ConsumeAsync(session, caller.Organisation, begin.Id, clock.Now, cancellationToken);
    }

    /// <summary>Closes the permit of a deployment, where it has one that is in use.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="caller">Who ends or settles the deployment.</param>
    /// <param name="id">The deployment.</param>
    /// <param name="isByEnd">Whether its own end closes it; else somebody else settled the target.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task CloseAsync(StoreSession session, Caller caller, string id, bool isByEnd,
        CancellationToken cancellationToken) =>
        PermitTable.CloseAsync(session, caller.Organisation, id, isByEnd, clock.Now, cancellationToken);

    private async Task<(Permit? Permit, string Refusal)> RequestAsync(
        StoreSession session, Caller caller, PermitRequest request, CancellationToken cancellationToken)
    {
        var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Deploy(request.Begin.Env), request.Begin.Repo,
            cancellationToken);
        if (request.BreakGlass is not null)
            caller.Demand(Scopes.In(Scopes.BreakGlass, request.Begin.Env), repo.Slug);
        var begin = request.Begin with { Repo = repo.Slug };
        if (await PermitTable.ByIdAsync(session, caller.Organisation, begin.Id, clock.Now, cancellationToken) is
            { } known)
        {
            return known.Plan == PlanOf(begin) && known.Subject == caller.Subject.Name
                && known.State == PermitState.Granted
                ? (known, "")
                : throw Refuse.Conflict($"The id {begin.Id} is that of another permit.");
        }

        await DeploymentChecks.VersionAsync(session, caller, repo, begin, cancellationToken);
        await PlanChecks.CheckDeploymentAsync(session, caller, repo, begin, cancellationToken);
        if (await RuleAsync(session, caller, repo, begin.Env, cancellationToken) is not { } inForce)
        {
            throw Refuse.Invalid(
                $"The environment \"{begin.Env}\" of the repo \"{repo.Slug}\" is not protected: a deployment there " +
                    "needs no permit, and there is no glass to break.");
        }

        var evidence = await EvidenceReader.ReadAsync(session, caller, repo, inForce.Rule, begin, clock.Now,
            cancellationToken);
        var refusals = Refusals.Of(inForce.Rule, evidence);
        var isExcused = request.BreakGlass is not null && evidence is { Open: null, Objection: null };
        if (!refusals.IsEmpty && !isExcused)
        {
            await Acceptances.RememberObjectionAsync(session, caller, repo, begin.Env, begin.Target, clock.Now,
                cancellationToken);
            await RecordAsync(session, caller, "permit.refuse", repo, begin, inForce.Policy, refusals, null,
                cancellationToken);
            return (null, Message(repo, begin, refusals));
        }

        var permit = new Permit(
            begin.Id, repo.Slug, begin.Env, begin.Target, begin.FromFingerprint, begin.ToVersion, begin.ToDigest,
            PlanOf(begin), inForce.Policy, caller.Subject.Name, PermitState.Granted, clock.Now, clock.Now + Patience,
            null, null, null,
            request.BreakGlass is { } reason ? new BreakGlass(reason, refusals, null, null, null) : null);
        await PermitTable.AddAsync(session, caller.Organisation, repo.Id, permit, cancellationToken);
        await RecordAsync(session, caller, permit.BreakGlass is null ? "permit.grant" : "permit.break-glass", repo,
            begin, inForce.Policy, refusals, request.BreakGlass, cancellationToken);
        return (permit, "");
    }

    private static string Message(RepoRow repo, DeploymentBegin begin, Seq<string> refusals)
    {
        var what = begin.ToVersion is { } version ? $"version {version} of \"{repo.Slug}\"" : "this deployment";
        return $"The registry refuses a permit for {what} to \"{begin.Env}\" (database \"{begin.Target.Name}\"):\n" +
            string.Join("\n", refusals.Select(r => $"  - {r}"));
    }

    private static async Task<(PromotionRule Rule, Digest Policy)?> RuleAsync(
        StoreSession session, Caller caller, RepoRow repo, string env, CancellationToken cancellationToken)
    {
        if (!repo.ProtectedEnvs.Contains(env)) return null;
        var revision = await PolicyTable.InForceAsync(session, caller.Organisation, repo.Id, cancellationToken);
        return revision?.Policy.For(env) is { } rule ? (rule, revision.Digest) : null;
    }

    /// <summary>Returns the digest of all that a begin says, claims aside.</summary>
    private static Digest PlanOf(DeploymentBegin begin) => Digest.Of(CanonicalJson.Write(
        JsonSerializer.SerializeToNode(begin with { Claims = new() }, RegistryJson.Default.DeploymentBegin)
        ?? new JsonObject()));

    private async Task<Permit> FindAsync(StoreSession session, Caller caller, string id,
        CancellationToken cancellationToken) =>
        await PermitTable.ByIdAsync(session, caller.Organisation, id, clock.Now, cancellationToken) is { } permit
            && caller.Sees(permit.Repo)
        ? permit
        : throw Refuse.NotFound(
            $"permit not found: there is none with the id \"{Names.Shown(id)}\". `atlas cloud permit list` shows " +
                "them.");

    private Task RecordAsync(
        StoreSession session, Caller caller, string action, RepoRow repo, DeploymentBegin begin, Digest policy,
        Seq<string> refusals, string? breakGlass, CancellationToken cancellationToken) =>
        audit.RecordAsync(
            session, caller, action, repo.Id,
            new JsonObject
            {
                ["id"] = begin.Id,
                ["env"] = begin.Env,
                ["identity"] = begin.Target.Identity,
                ["from"] = begin.FromFingerprint.Value,
                ["version"] = begin.ToVersion,
                ["digest"] = begin.ToDigest?.Value,
                ["plan"] = PlanOf(begin).Value,
                ["policy"] = policy.Value,
                ["refusals"] = new JsonArray([.. refusals.Select(r => (JsonNode)r)]),
                ["breakGlass"] = breakGlass,
            },
            cancellationToken);
}
