using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of reading targets (foundations: targets).</summary>
internal sealed class Targets(RegistryStore store)
{
    /// <summary>Lists the targets of an environment, least advanced first: none known, then by push order, then by
    /// name.</summary>
    public Task<Seq<Target>> ListAsync(Caller caller, string repo, string env, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        Names.CheckEnv(env);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                var rows = await TargetTable.OfEnvironmentAsync(session, caller.Organisation, found.Id, env,
                    cancellationToken);
                if (rows.IsEmpty) await CheckKnownAsync(session, caller.Organisation, found, env, cancellationToken);
                var validations = (await ValidationTable.StandingAsync(
                    session, caller.Organisation, new(found.Id, env), cancellationToken)).ToLookup(v => v.TargetId);
                return rows.Where(t => !t.IsArchived)
                    .Select(t => t.ToTarget() with { Validations = validations[t.Id].ToSeq() })
                    .OrderBy(t => t.CurrentSequence ?? 0)
                    .ThenBy(t => t.Name, StringComparer.Ordinal)
                    .ThenBy(t => t.Id, StringComparer.Ordinal)
                    .ToSeq();
            },
            cancellationToken);
    }

    public Task<Page<Target>> ListAllAsync(Caller caller, DatabaseFilter filter, PageRequest page,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var rows = await TargetTable.ListAsync(
                    session, caller, filter, limit, offset, cancellationToken);
                var total = await TargetTable.CountAsync(session, caller, filter, cancellationToken);
                return new Page<Target>(rows.Select(t => t.ToTarget()).ToSeq(), page.Number, page.Size, total);
            },
            cancellationToken);
    }

    /// <summary>Returns a target by its id, or by the identity of its database where that is one target only.</summary>
    public Task<Target> GetAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var same = (await TargetTable.ByIdentityAsync(session, caller.Organisation, id, cancellationToken))
                    .Where(t => Scopes.Has(caller.Subject, Scopes.Read, t.Slug)).ToSeq();
                if (same.Count > 1)
                    throw Refuse.Conflict(
                        $"this database is a target of several repos or environments: give one of the ids " +
                        $"{string.Join(", ", same.Select(t => $"{t.Id} ({t.Slug}, {t.Env})"))}.");
                var row = same is [var one] ? one
                    : await FindAsync(session, caller, id, cancellationToken);
                caller.Demand(Scopes.Read, row.Slug);
                return await WithValidationsAsync(session, caller.Organisation, row, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Returns the target that a database is in an environment, or null when it was never deployed
    /// there.</summary>
    public Task<Target?> FindAsync(Caller caller, string repo, string env, string identity,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                var targets = await TargetTable.ByIdentityAsync(session, caller.Organisation, found.Id, identity,
                    cancellationToken);
                return targets.FirstOrDefault(t => t.Env == env) is { } row
                    ? await WithValidationsAsync(session, caller.Organisation, row, cancellationToken)
                    : null;
            },
            cancellationToken);
    }

    public static async Task<TargetRow> FindAsync(
        StoreSession session, Caller caller, string id, CancellationToken cancellationToken) =>
        await TargetTable.ByIdAsync(session, caller.Organisation, id, cancellationToken) is { } target
            && caller.Sees(target.Slug)
        ? target
        : throw Refuse.NotFound(
            $"database not found: there is no database with the id \"{Names.Shown(id)}\". `atlas cloud database " +
                "list` shows the ids.");

    private static async Task<Target> WithValidationsAsync(
        StoreSession session, string organisation, TargetRow row, CancellationToken cancellationToken) =>
        row.ToTarget() with
        {
            Validations = await ValidationTable.StandingAsync(
                session, organisation, new(row.RepoId, TargetId: row.Id), cancellationToken),
        };

    /// <summary>Refuses an environment that is probably a slip of the keys; one that nobody deployed to yet is
    /// fine.</summary>
    public static async Task CheckKnownAsync(
        StoreSession session, string organisation, RepoRow repo, string env, CancellationToken cancellationToken)
    {
        var known = await RepoTable.EnvironmentsAsync(session, organisation, repo.Id, cancellationToken);
        if (known.Contains(env) || Nearest.Misspelt(env, known) is not { } nearest) return;

        throw Refuse.NotFound(
            $"The repo \"{repo.Slug}\" has no environment \"{Names.Shown(env)}\". Did you mean \"{nearest}\"?");
    }
}
