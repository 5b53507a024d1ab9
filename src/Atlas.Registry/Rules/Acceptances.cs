using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of databases that look like a known target and aren't it, and of targets that no longer
/// count.</summary>
internal sealed class Acceptances(RegistryStore store, RegistryClock clock, Audit audit)
{
    /// <summary>Accepts what was refused last because of a target: the target was moved, or the other database is a
    /// copy.</summary>
    /// <returns>The target that the database is now.</returns>
    public Task<Target> AcceptAsync(Caller caller, string id, AcceptKind kind, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        return store.WriteAsync(
            async session =>
            {
                var target = await LockedAsync(session, caller, id, cancellationToken);
                var claim = await ClaimTable.NewestAsync(session, caller.Organisation, target.Id, cancellationToken)
                    ?? throw Refuse.Conflict(
                        $"There is nothing to accept for the database \"{target.Name}\" ({target.Id}): no deployment " +
                            "was refused because of it.");
                var known = await TargetTable.ByIdentityAsync(
                    session, caller.Organisation, target.RepoId, claim.Identity, cancellationToken);
                var existing = known.FirstOrDefault(t => t.Env == claim.Env);
                var accepted = (kind, existing) switch
                {
                    (_, { } other) => other,
                    (AcceptKind.Move, null) => Moved(target, claim),
                    _ => Copied(target, claim),
                };

                if (kind == AcceptKind.Move)
                {
                    await TargetTable.DropLabelAsync(
                        session, caller.Organisation, target.RepoId, claim.Url, target.Id, cancellationToken);
                }

                await SaveAsync(session, caller.Organisation, accepted, isNew: existing is null
                    && kind == AcceptKind.Copy, cancellationToken);
                await TargetTable.AddLabelAsync(
                    session, caller.Organisation, target.RepoId, claim.Url, accepted.Id, clock.Now, cancellationToken);
                await RepoTable.AddEnvironmentAsync(session, caller.Organisation, target.RepoId, claim.Env,
                    cancellationToken);
                await ClaimTable.DropAsync(session, caller.Organisation, claim, cancellationToken);
                await RecordAsync(session, caller, kind == AcceptKind.Move ? "database.move"
                    : "database.copy", target, accepted, cancellationToken);
                return (await Targets.FindAsync(session, caller, accepted.Id, cancellationToken))
                    .ToTarget();
            },
            cancellationToken);
    }

    /// <summary>Archives a target: it no longer counts, until somebody deploys to it again.</summary>
    public Task<Target> ArchiveAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        return store.WriteAsync(
            async session =>
            {
                var target = await LockedAsync(session, caller, id, cancellationToken);
                if (target.IsArchived) return target.ToTarget();

                var archived = target with { IsArchived = true };
                await TargetTable.SaveAsync(session, caller.Organisation, archived, cancellationToken);
                await RecordAsync(session, caller, "database.archive", target, archived, cancellationToken);
                return archived.ToTarget();
            },
            cancellationToken);
    }

    /// <summary>Returns why a database can't be taken for a target of an environment, or null when it can.</summary>
    /// <remarks>The refusal is remembered, so that a person can say what the database is.</remarks>
    public static async Task<RegistryException?> RememberObjectionAsync(
        StoreSession session, Caller caller, RepoRow repo, string env, DeployedDatabase database, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (await Objection.FindAsync(session, caller, repo, env, database, cancellationToken) is not
            { } objection) return null;

        if (objection.Known is { } other)
        {
            await ClaimTable.AddAsync(
                session, caller.Organisation,
                new(other.Id, repo.Id, env, database.Identity, database.Name, database.Url, database.Driver, now,
                    caller.Subject.Name),
                cancellationToken);
        }

        return Refuse.Conflict(objection.Reason);
    }

    /// <summary>Another database under the target's name was never inspected: the target's version isn't known any
    /// more.</summary>
    private static TargetRow Moved(TargetRow target, ClaimRow claim)
    {
        var moved = target with { Env = claim.Env, Identity = claim.Identity, Name = claim.Name, Url = claim.Url };
        return target.Identity == claim.Identity ? moved : moved.WithoutVersion() with { Found = null };
    }

    private TargetRow Copied(TargetRow target, ClaimRow claim) => new(
        clock.NewId(), target.RepoId, target.Slug, target.NewestSequence, claim.Env, claim.Identity, claim.Name,
        claim.Url, claim.Driver)
    {
        CreatedAt = clock.Now,
    };

    private static Task SaveAsync(
        StoreSession session, string organisation, TargetRow target, bool isNew,
        CancellationToken cancellationToken) => isNew
        ? TargetTable.AddAsync(session, organisation, target, cancellationToken)
        : TargetTable.SaveAsync(session, organisation, target, cancellationToken);

    private static async Task<TargetRow> LockedAsync(
        StoreSession session, Caller caller, string id, CancellationToken cancellationToken)
    {
        var target = await Targets.FindAsync(session, caller, id, cancellationToken);
        caller.Demand(Scopes.Admin, target.Slug);
        await RepoTable.LockAsync(session, caller.Organisation, target.RepoId, cancellationToken);
        return await Targets.FindAsync(session, caller, id, cancellationToken);
    }

    private async Task RecordAsync(
        StoreSession session, Caller caller, string action, TargetRow before, TargetRow after,
        CancellationToken cancellationToken)
    {
        var repo = await RepoTable.LockAsync(session, caller.Organisation, before.RepoId, cancellationToken);
        await RepoTable.SaveAsync(session, caller.Organisation, repo, cancellationToken);
        await audit.RecordAsync(
            session, caller, action, before.RepoId,
            new JsonObject
            {
                ["target"] = before.Id,
                ["env"] = before.Env,
                ["identity"] = before.Identity,
                ["newTarget"] = after.Id,
                ["newEnv"] = after.Env,
                ["newIdentity"] = after.Identity,
            },
            cancellationToken);
    }
}
