using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Registry.Storage;

/// <summary>The table of tombstones: versions whose content was taken away.</summary>
internal static class RedactionTable
{
    /// <summary>Takes an artefact's content away and keeps everybody from storing it until the transaction
    /// ends.</summary>
    public static Task EraseAsync(
        StoreSession session, string organisation, Digest digest, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_content SET content = '' WHERE organisation = @organisation AND digest = @digest",
            cancellationToken, ("@organisation", organisation), ("@digest", digest.Value));

    /// <summary>Lists the versions of all repos that hold an artefact and are no tombstones yet, as repo's id and
    /// name.</summary>
    public static Task<Seq<(string RepoId, string Version)>> HoldersAsync(
        StoreSession session, string organisation, Digest digest, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT v.repo_id, v.version FROM atlas_version v
            WHERE v.organisation = @organisation AND v.digest = @digest AND NOT EXISTS (
                SELECT 1 FROM atlas_redaction r
                WHERE r.organisation = v.organisation AND r.repo_id = v.repo_id AND r.version = v.version)
            ORDER BY v.repo_id, v.sequence
            """,
            row => (row.Text(0), row.Text(1)), cancellationToken,
            ("@organisation", organisation), ("@digest", digest.Value));

    public static Task AddAsync(
        StoreSession session, string organisation, string repoId, string version, Digest digest, Redaction redaction,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_redaction (organisation, repo_id, version, digest, redacted_at, redacted_by, reason)
            VALUES (@organisation, @repo, @version, @digest, @at, @by, @reason)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@version", version), ("@digest", digest.Value),
            ("@at", redaction.At), ("@by", redaction.By), ("@reason", redaction.Reason));

    /// <summary>Finds the newest redaction of an artefact, in whatever repo; null when there was none.</summary>
    public static Task<Redaction?> NewestAsync(
        StoreSession session, string organisation, Digest digest, CancellationToken cancellationToken) =>
        session.FirstAsync(
            """
            SELECT redacted_at, redacted_by, reason FROM atlas_redaction
            WHERE organisation = @organisation AND digest = @digest ORDER BY redacted_at DESC LIMIT 1
            """,
            row => new Redaction(row.Time(0), row.Text(1), row.Text(2)), cancellationToken,
            ("@organisation", organisation), ("@digest", digest.Value));

    /// <summary>Returns whether an artefact that is stored is an erased one, and keeps it from being erased until the
    /// transaction ends.</summary>
    public static async Task<bool> IsErasedAsync(
        StoreSession session, string organisation, Digest digest, CancellationToken cancellationToken) =>
        await session.CountAsync(
            "SELECT CAST(length(content) AS bigint) FROM atlas_content WHERE organisation = @organisation AND digest = @digest"
                + session.RowLock,
            cancellationToken, ("@organisation", organisation), ("@digest", digest.Value)) == 0;

    /// <summary>Stores the content of an erased artefact again; tombstones stay what they are.</summary>
    public static Task RestoreAsync(
        StoreSession session, string organisation, Digest digest, string content,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_content SET content = @content WHERE organisation = @organisation AND digest = @digest",
            cancellationToken, ("@organisation", organisation), ("@digest", digest.Value), ("@content", content));
}
