using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of redacting: a version's content goes, everything else about it stays
/// (docs/design/0005-audit-log.md).</summary>
internal sealed class Redactions(RegistryStore store, RegistryClock clock, Audit audit, Plans plans)
{
    private const int LongestReason = 1024;

    /// <summary>Takes the content of a version away, and with it that of every version of any repo that holds the
    /// same.</summary>
    /// <returns>The versions that became tombstones, this one first; this one alone when it was one already.</returns>
    public Task<Seq<ResolvedVersion>> RedactAsync(
        Caller caller, string repo, string version, string reason, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        Names.CheckText("reason", reason, LongestReason);
        if (version == Names.Latest)
        {
            throw Refuse.Invalid(
                "What \"latest\" means may change under way, and a redaction can't be undone: name the version itself.");
        }

        return store.EraseAsync(
            async session =>
            {
                var found = await Repos.FindForUpdateAsync(session, caller, Scopes.Admin, repo, cancellationToken);
                var row = await Versions.FindAsync(
                    session, caller.Organisation, found, new(ReferenceKind.Version, version), cancellationToken);
                return row.Redaction is null
                    ? await RedactAsync(session, caller, found, row, reason, cancellationToken)
                    : [row.ToVersion(found)];
            },
            cancellationToken);
    }

    private async Task<Seq<ResolvedVersion>> RedactAsync(
        StoreSession session, Caller caller, RepoRow repo, VersionRow version, string reason,
        CancellationToken cancellationToken)
    {
        await RedactionTable.EraseAsync(session, caller.Organisation, version.Digest, cancellationToken);
        var holders = await RedactionTable.HoldersAsync(
            session, caller.Organisation, version.Digest, cancellationToken);
        var redaction = new Redaction(clock.Now, caller.Subject.Name, reason);
        var redacted = new List<ResolvedVersion>();
        foreach (var holder in holders.GroupBy(h => h.RepoId).OrderBy(g => g.Key == repo.Id ? 0 : 1))
        {
            var locked = await RepoTable.LockAsync(session, caller.Organisation, holder.Key, cancellationToken);
            DemandAll(caller, locked);
            await RepoTable.SaveAsync(session, caller.Organisation, locked, cancellationToken);
            await plans.RemoveAllOfAsync(session, caller, locked, version.Fingerprint, cancellationToken);
            foreach (var (_, name) in holder.OrderBy(h => h.RepoId == repo.Id && h.Version == version.Version ? 0 : 1))
            {
                redacted.Add(await BuryAsync(session, caller, locked, name, version, redaction, cancellationToken));
            }
        }

        return redacted.ToSeq();
    }

    /// <summary>The same content goes everywhere, so whoever takes it away administers every repo that holds it.</summary>
    private static void DemandAll(Caller caller, RepoRow repo)
    {
        if (Scopes.Has(caller.Subject, Scopes.Admin, repo.Slug)) return;

        throw Refuse.Forbidden(
            "The same content was pushed to repos that you don't administer, and it would go there too. Nothing was " +
            "redacted: ask somebody with the scope \"admin\" for all repos.");
    }

    private async Task<ResolvedVersion> BuryAsync(
        StoreSession session, Caller caller, RepoRow repo, string name, VersionRow named, Redaction redaction,
        CancellationToken cancellationToken)
    {
        await RedactionTable.AddAsync(
            session, caller.Organisation, repo.Id, name, named.Digest, redaction, cancellationToken);
        await audit.RecordAsync(
            session, caller, "version.redact", repo.Id,
            new JsonObject
            {
                ["version"] = name,
                ["digest"] = named.Digest.Value,
                ["fingerprint"] = named.Fingerprint.Value,
                ["named"] = named.Version,
                ["reason"] = redaction.Reason,
                ["slug"] = repo.Slug,
            },
            cancellationToken);
        var saved = await Repos.ByIdAsync(session, caller.Organisation, repo.Id, cancellationToken);
        return (await Versions.FindAsync(
            session, caller.Organisation, saved, new(ReferenceKind.Version, name), cancellationToken)).ToVersion(saved);
    }
}
