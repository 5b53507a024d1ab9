using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Keeps the deployment of a version from going back, and from dropping what belongs to somebody
/// else.</summary>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="openRegistry">Opens the registry.</param>
internal sealed class VersionGuard(Drivers drivers, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>Going back to a version that was pushed earlier needs a flag, whether the registry or the database
    /// itself says where it is.</summary>
    /// <exception cref="FailureException">The version is older, and nobody allowed that.</exception>
    public async Task RefuseOlderAsync(ApplyRequest request, Reporter? reporter, Comparison comparison,
        CancellationToken cancellationToken)
    {
        if (request.AllowsOlder || comparison.Desired.Version is not { } version) return;
        var current = reporter is not null && await reporter.FindTargetAsync(cancellationToken) is
        {
            CurrentSequence:
            { } sequence
        } target
            ? sequence > version.Sequence ? target.CurrentVersion : null
            : await NewerVersionOfAsync(comparison.Start, version, cancellationToken);
        if (current is not null)
            throw new FailureException(
                $"version {version.Version} was pushed before {current}, which this database is on. Going back can " +
                    "lose data; if that is what you want, add --allow-older.");
    }

    /// <summary>On a database that is on no version of the repo, objects that no version of it ever held belong to
    /// somebody else.</summary>
    /// <exception cref="FailureException">Such objects would go, and nobody allowed that.</exception>
    public async Task RefuseFirstDropsAsync(ApplyRequest request, Reporter? reporter, Comparison comparison,
        CancellationToken cancellationToken)
    {
        if (request.AllowsDrop || comparison.Desired.Version is not { } version) return;
        var known = reporter is null ? null : await reporter.FindTargetAsync(cancellationToken);
        if (known is { CurrentVersion: not null }) return;
        var dropped = DroppedObjects.Of(comparison.Plan.Changes);
        if (dropped.IsEmpty) return;
        await using var registry = await openRegistry(cancellationToken);
        var (strange, tombstones) = await DroppedObjects.NeverHeldAsync(
            dropped, version.Repo, registry, drivers, cancellationToken);
        if (!strange.IsEmpty)
            throw new FailureException(
                $"this {(known?.LastVersion is null ? $"is the first deployment of \"{version.Repo}\" to this " +
                    "database" : $"database is on no version of \"{version.Repo}\"")}, and the plan would drop objects that no version of the repo ever held: {string.Join(", ", strange)}. Leave them out with --exclude, or add --allow-drop if they are to go.{Unreadable(tombstones)}");
    }

    /// <summary>Returns the version after <paramref name="version"/> whose fingerprint the database has; null when
    /// there is none.</summary>
    private async Task<string?> NewerVersionOfAsync(Fingerprint found, ResolvedVersion version,
        CancellationToken cancellationToken)
    {
        if (found == version.Fingerprint) return null;
        await using var registry = await openRegistry(cancellationToken);
        for (var number = 1; ; number++)
        {
            var page = await registry.ListVersionsAsync(version.Repo, new PageRequest(number, 100), cancellationToken);
            var newer = page.Items.TakeWhile(v => v.Sequence > version.Sequence).ToList();
            if (newer.Find(v => v.Fingerprint == found) is { } match) return match.Version;
            if (newer.Count < page.Size) return null;
        }
    }

    private static string Unreadable(Seq<string> tombstones) => tombstones.IsEmpty
        ? ""
        : $" Nobody can look into versions that were redacted: {string.Join(", ", tombstones)}.";
}
