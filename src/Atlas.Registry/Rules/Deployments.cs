using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Promotion;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>The rules of deployments: a begin and an end (foundations), in the order in which the registry learns of
/// them.</summary>
internal sealed class Deployments(
    RegistryStore store, RegistryClock clock, Audit audit, Permits permits, Withdrawals withdrawals)
{
    public async Task<DeploymentReceipt> BeginAsync(Caller caller, DeploymentBegin begin,
        CancellationToken cancellationToken)
    {
        DeploymentChecks.Check(caller, begin);

        // A refusal for the database's sake is remembered, so it is thrown only after the transaction.
        var (receipt, objection) = await store.WriteAsync(
            session => BeginAsync(session, caller, begin, cancellationToken), cancellationToken);
        return receipt ?? throw (Exception?)objection
            ?? new UnreachableException("A begin is acknowledged or refused.");
    }

    public Task<DeploymentReceipt> EndAsync(Caller caller, DeploymentEnd end, CancellationToken cancellationToken)
    {
        DeploymentChecks.Check(caller, end);
        if (end.Outcome is not (DeploymentOutcome.Passed or DeploymentOutcome.Failed or DeploymentOutcome.NoAction))
        {
            throw Refuse.Invalid(
                $"A deployment that began ends as PASSED, FAILED or NO_ACTION, not as {Words.Of(end.Outcome)}: " +
                    "nothing else changes a database.");
        }

        return store.WriteAsync(session => EndAsync(session, caller, end, cancellationToken), cancellationToken);
    }

    /// <summary>Settles a target whose deployment has no end; one that has nothing open stays as it is.</summary>
    public Task<Target> SettleAsync(Caller caller, SettleTarget settle, CancellationToken cancellationToken)
    {
        Names.CheckEnv(settle.Env);
        caller.Demand(Scopes.Deploy(settle.Env));
        caller.Check(settle.Claims);
        Fingerprinted.Check(settle.Fingerprint);
        return store.WriteAsync(
            async session =>
            {
                var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Deploy(settle.Env), settle.Repo, cancellationToken);
                var target = await SelfAsync(session, caller.Organisation, repo.Id, settle.Env, settle.Identity,
                    cancellationToken)
                    ?? throw Refuse.NotFound(
                        $"database not found: this database was never deployed to the environment " +
                            $"\"{settle.Env}\" of \"{repo.Slug}\".");
                var settled = await SettleAsync(session, caller, repo, target, settle.Fingerprint, cancellationToken);
                return settled.ToTarget();
            },
            cancellationToken);
    }

    private async Task<(DeploymentReceipt? Receipt, RegistryException? Objection)> BeginAsync(
        StoreSession session, Caller caller, DeploymentBegin begin, CancellationToken cancellationToken)
    {
        var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Deploy(begin.Env), begin.Repo, cancellationToken);
        begin = begin with { Repo = repo.Slug };
        if (await DeploymentTable.ByIdAsync(session, caller.Organisation, begin.Id, cancellationToken) is { } known)
        {
            return begin with { Claims = known.Begin.Claims } == known.Begin
                ? (Receipt(caller, known.Begin, known.BeginSequence), null)
                : throw Refuse.Conflict($"The id {begin.Id} is that of another deployment.");
        }

        await DeploymentChecks.VersionAsync(session, caller, repo, begin, cancellationToken);
        await PlanChecks.CheckDeploymentAsync(session, caller, repo, begin, cancellationToken);
        var objection = await Acceptances.RememberObjectionAsync(
            session, caller, repo, begin.Env, begin.Target, clock.Now, cancellationToken);
        if (objection is not null) return (null, objection);

        await permits.ConsumeAsync(session, caller, repo, begin, cancellationToken);

        var target = await OpenAsync(session, caller, repo, begin, cancellationToken);
        var row = new DeploymentRow(
            begin, null, DeploymentOutcome.Running, repo.Id, target.Id, caller.Subject.Name, clock.Now, null,
            target.Sequence, null);
        await DeploymentTable.AddAsync(session, caller.Organisation, row, cancellationToken);
        await RepoTable.AddEnvironmentAsync(session, caller.Organisation, repo.Id, begin.Env, cancellationToken);
        await TargetTable.AddLabelAsync(
            session, caller.Organisation, repo.Id, begin.Target.Url, target.Id, clock.Now, cancellationToken);
        await RecordAsync(
            session, caller, "deployment.begin", repo, target,
            JsonSerializer.SerializeToNode(begin, RegistryJson.Default.DeploymentBegin), cancellationToken);
        return (Receipt(caller, begin, target.Sequence), null);
    }

    /// <summary>Makes or wakes the target, settles what is still open on it, and opens the deployment on it.</summary>
    private async Task<TargetRow> OpenAsync(
        StoreSession session, Caller caller, RepoRow repo, DeploymentBegin begin, CancellationToken cancellationToken)
    {
        var existing = await SelfAsync(
            session, caller.Organisation, repo.Id, begin.Env, begin.Target.Identity, cancellationToken);
        var target = existing is null
            ? new TargetRow(
                clock.NewId(), repo.Id, repo.Slug, repo.NewestSequence, begin.Env, begin.Target.Identity,
                begin.Target.Name,
                begin.Target.Url, begin.Target.Driver)
            { CreatedAt = clock.Now }
            : await SettleAsync(session, caller, repo, existing, begin.FromFingerprint, cancellationToken);
        target = target with
        {
            Name = begin.Target.Name,
            Url = begin.Target.Url,
            IsArchived = false,
            Sequence = target.Sequence + 1,
            OpenDeployment = begin.Id,
        };
        await (existing is null
            ? TargetTable.AddAsync(session, caller.Organisation, target, cancellationToken)
            : TargetTable.SaveAsync(session, caller.Organisation, target, cancellationToken));
        return target;
    }

    private async Task<DeploymentReceipt> EndAsync(
        StoreSession session, Caller caller, DeploymentEnd end, CancellationToken cancellationToken)
    {
        var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Deploy(end.Env), end.Repo, cancellationToken);
        end = end with { Repo = repo.Slug };
        var known = await DeploymentTable.ByIdAsync(session, caller.Organisation, end.Id, cancellationToken);
        if (known is null || known.TargetId is null || known.RepoId != repo.Id || known.Begin.Env != end.Env)
        {
            throw Refuse.NotFound(
                $"migration not found: no deployment {end.Id} began in the environment \"{end.Env}\" of the repo " +
                    $"\"{repo.Slug}\".");
        }

        if (known.End is { } said)
        {
            return end with { Claims = said.Claims } == said
                ? Receipt(caller, known.Begin, known.EndSequence ?? 0)
                : throw Refuse.Conflict($"The deployment {end.Id} has another end already.");
        }

        var target = await Targets.FindAsync(session, caller, known.TargetId, cancellationToken);
        var isOpen = target.OpenDeployment == end.Id;
        if (isOpen)
        {
            var before = target;
            target = await DeploymentState.AfterAsync(
                session, caller.Organisation, before, known.Begin, end.Outcome, end.Fingerprint, clock.Now,
                cancellationToken);
            await withdrawals.NoteAsync(session, caller, repo, before, target, cancellationToken);
        }

        // An end that comes after the target was settled tells what happened, and changes no state.
        target = target with { Sequence = target.Sequence + 1 };
        await TargetTable.SaveAsync(session, caller.Organisation, target, cancellationToken);
        await DeploymentTable.SaveEndAsync(
            session, caller.Organisation,
            known with
            {
                End = end,
                Outcome = end.Outcome,
                EndedAt = isOpen ? clock.Now
                : known.EndedAt,
                EndSequence = target.Sequence
            },
            cancellationToken);
        await permits.CloseAsync(session, caller, end.Id, isByEnd: true, cancellationToken);
        await RecordAsync(
            session, caller, "deployment.end", repo, target,
            JsonSerializer.SerializeToNode(end, RegistryJson.Default.DeploymentEnd), cancellationToken);
        return Receipt(caller, known.Begin, target.Sequence);
    }

    /// <summary>Closes what is open on a target by what inspection found there.</summary>
    private async Task<TargetRow> SettleAsync(
        StoreSession session, Caller caller, RepoRow repo, TargetRow target, Fingerprint found,
        CancellationToken cancellationToken)
    {
        if (target.OpenDeployment is not { } id) return target;

        var open = await DeploymentTable.ByIdAsync(session, caller.Organisation, id, cancellationToken)
            ?? throw new UnreachableException("What is open on a target is a deployment.");
        var outcome = found == open.Begin.ToFingerprint ? DeploymentOutcome.Passed : DeploymentOutcome.Failed;
        var after = await DeploymentState.AfterAsync(
            session, caller.Organisation, target, open.Begin, outcome, found, clock.Now, cancellationToken);
        var settled = after with { Sequence = target.Sequence + 1 };
        await TargetTable.SaveAsync(session, caller.Organisation, settled, cancellationToken);
        await DeploymentTable.SaveEndAsync(
            session, caller.Organisation,
            open with { Outcome = outcome, EndedAt = clock.Now, EndSequence = settled.Sequence },
            cancellationToken);
        await withdrawals.NoteAsync(session, caller, repo, target, settled, cancellationToken);
        await permits.CloseAsync(session, caller, id, isByEnd: false, cancellationToken);
        await RecordAsync(
            session, caller, "deployment.settle", repo, settled,
            new JsonObject { ["id"] = id, ["fingerprint"] = found.Value, ["outcome"] = Words.Of(outcome) },
            cancellationToken);
        return settled;
    }

    private static async Task<TargetRow?> SelfAsync(
        StoreSession session, string organisation, string repoId, string env, string identity,
        CancellationToken cancellationToken)
    {
        var same = await TargetTable.ByIdentityAsync(session, organisation, repoId, identity, cancellationToken);
        return same.FirstOrDefault(t => t.Env == env);
    }

    private async Task RecordAsync(
        StoreSession session, Caller caller, string action, RepoRow repo, TargetRow target, JsonNode? details,
        CancellationToken cancellationToken)
    {
        var record = details?.AsObject() ?? [];
        record["target"] = target.Id;
        record["sequence"] = target.Sequence;
        record["currentVersion"] = target.CurrentVersion;
        await RepoTable.SaveAsync(session, caller.Organisation, repo, cancellationToken);
        await audit.RecordAsync(session, caller, action, repo.Id, record, cancellationToken);
    }

    private static DeploymentReceipt Receipt(Caller caller, DeploymentBegin begin, long sequence) =>
        new(begin.Id, caller.Links.Deployment(begin.Repo, begin.Id), sequence);
}
