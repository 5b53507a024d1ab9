using System.Text.Json.Nodes;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Promotion;

/// <summary>The rules of versions that aren't promoted any more: a person withdrew them, or an environment was moved
/// back
/// from them.</summary>
internal sealed class Withdrawals(RegistryStore store, RegistryClock clock, Audit audit)
{
    private const int LongestReason = 2048;

    public Task<Withdrawal> WithdrawAsync(Caller caller, string repo, string version, string reason,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Approve);
        Names.CheckText("reason", reason, LongestReason);
        return store.WriteAsync(
            async session =>
            {
                var found = await Repos.FindForUpdateAsync(session, caller, Scopes.Approve, repo, cancellationToken);
                var row = await Versions.FindAsync(session, caller.Organisation, found,
                    new(ReferenceKind.Version, version), cancellationToken);
                var withdrawal = new Withdrawal(
                    found.Slug, row.Version, "", reason, clock.Now, caller.Subject.Name);
                await AddAsync(session, caller, found, withdrawal, cancellationToken);
                return (await WithdrawalTable.OfVersionAsync(session, caller.Organisation, found.Id, row.Version,
                    cancellationToken)).First(w => w.Env.Length == 0);
            },
            cancellationToken);
    }

    /// <summary>Notes that a deployment moved a target back to a version that was pushed earlier.</summary>
    public async Task NoteAsync(
        StoreSession session, Caller caller, RepoRow repo, TargetRow before, TargetRow after,
        CancellationToken cancellationToken)
    {
        if ((before.CurrentVersion ?? before.KnownVersion) is not { } was || after.CurrentSequence is not { } now)
            return;

        var version = await VersionTable.ByNameAsync(session, caller.Organisation, repo.Id, was, cancellationToken);
        if (version is null || version.Sequence <= now) return;

        await AddAsync(
            session, caller, repo, new(repo.Slug, was, after.Env, "", clock.Now, caller.Subject.Name),
            cancellationToken);
    }

    private async Task AddAsync(StoreSession session, Caller caller, RepoRow repo, Withdrawal withdrawal,
        CancellationToken cancellationToken)
    {
        if (!await WithdrawalTable.AddAsync(session, caller.Organisation, repo.Id, withdrawal, cancellationToken))
            return;
        await audit.RecordAsync(
            session, caller, withdrawal.Env.Length == 0 ? "version.withdraw" : "version.move-back", repo.Id,
            new JsonObject
            {
                ["version"] = withdrawal.Version,
                ["env"] = withdrawal.Env,
                ["reason"] = withdrawal.Reason,
            },
            cancellationToken);
    }
}
