using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>What a target is after a deployment: its version is what inspection found (foundations).</summary>
internal static class DeploymentState
{
    /// <summary>Returns the target after a deployment, with nothing open.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="before">The target while the deployment was open; its version is the one before.</param>
    /// <param name="begin">The deployment.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="found">What inspection found; null when nobody could look.</param>
    /// <param name="now">The moment, by the registry's clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<TargetRow> AfterAsync(
        StoreSession session, string organisation, TargetRow before, DeploymentBegin begin, DeploymentOutcome outcome,
        Fingerprint? found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var deployed = await VersionAsync(session, organisation, before.RepoId, begin.ToVersion, cancellationToken);
        var previous = await VersionAsync(session, organisation, before.RepoId, before.CurrentVersion,
            cancellationToken);
        var current = outcome == DeploymentOutcome.Failed
            ? IfFound(previous, found)
            : begin.IsPartial ? null : IfFound(deployed, found);
        var last = deployed
            ?? await VersionAsync(session, organisation, before.RepoId, before.LastVersion, cancellationToken);
        return before with
        {
            CurrentVersion = current?.Version,
            CurrentSequence = current?.Sequence,
            CurrentDigest = current?.Digest,
            CurrentSince = current is null ? null : IsStay(before, current, outcome) ? before.CurrentSince : now,
            DeployedAt = now,
            CurrentDeployment = current is null ? null : Keeps(before, outcome, current) ?? begin.Id,
            LastVersion = last?.Version,
            KnownVersion = current?.Version ?? before.KnownVersion,
            LastOutcome = outcome,
            Found = found,
            IsDrifted = current is null && !begin.IsPartial && found is not null && last is not null
                && found != last.Fingerprint && found != begin.FromFingerprint,
            Difference = null,
            OpenDeployment = null,
        };
    }

    /// <summary>Only a deployment that had nothing to do leaves a stay uninterrupted.</summary>
    private static bool IsStay(TargetRow before, VersionRow current, DeploymentOutcome outcome) =>
        outcome == DeploymentOutcome.NoAction && before.CurrentVersion == current.Version
            && before.CurrentSince is not null;

    /// <summary>Returns the deployment that stays current: one that changed nothing, neither the database nor its
    /// version, takes no other's place.</summary>
    private static string? Keeps(TargetRow before, DeploymentOutcome outcome, VersionRow current) =>
        outcome == DeploymentOutcome.NoAction && current.Version == before.CurrentVersion
            ? before.CurrentDeployment : null;

    private static VersionRow? IfFound(VersionRow? version, Fingerprint? found) =>
        version is not null && found == version.Fingerprint ? version : null;

    private static async Task<VersionRow?> VersionAsync(
        StoreSession session, string organisation, string repoId, string? version,
        CancellationToken cancellationToken) =>
        version is null ? null
            : await VersionTable.ByNameAsync(session, organisation, repoId, version, cancellationToken);
}
