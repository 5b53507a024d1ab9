using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Promotion;

/// <summary>Recognises databases that a policy protects by who they are, whatever repo, environment, schema or URL
/// somebody names them by.</summary>
internal sealed class Protections(RegistryStore store)
{
    private const int LongestIdentity = 4096;

    /// <summary>Tells any authenticated subject whether a database is protected; of what, only to who may
    /// read.</summary>
    public Task<Seq<ProtectedDatabase>> FindAsync(Caller caller, string identity, CancellationToken cancellationToken)
    {
        Names.CheckText("database's identity", identity, LongestIdentity);
        return store.ReadAsync(
            async session => (await MeetingAsync(session, caller.Organisation, identity, cancellationToken))
                .Select(t => Scopes.Has(caller.Subject, Scopes.Read, t.Slug)
                    ? new ProtectedDatabase(t.Slug, t.Env) : new ProtectedDatabase(null, null))
                .Distinct().ToSeq(),
            cancellationToken);
    }

    /// <summary>Lists the targets of protected environments whose tables a database holds.</summary>
    public static async Task<Seq<TargetRow>> MeetingAsync(
        StoreSession session, string organisation, string identity, CancellationToken cancellationToken)
    {
        var database = new DatabaseIdentity(identity);
        var candidates = await TargetTable.OfProtectingReposAsync(session, organisation, database.Place,
            database.Part ?? "", cancellationToken);
        var found = new List<TargetRow>();
        foreach (var target in candidates.Where(t => new DatabaseIdentity(t.Identity).Meets(database)))
        {
            var repo = await Repos.ByIdAsync(session, organisation, target.RepoId, cancellationToken);
            if (repo.ProtectedEnvs.Contains(target.Env)) found.Add(target);
        }

        return found.ToSeq();
    }
}
