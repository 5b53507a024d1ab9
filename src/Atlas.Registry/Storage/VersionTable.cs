using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>A version as it is stored, with the tags that point at it.</summary>
internal sealed record VersionRow(
    string Version, long Sequence, Digest Digest, Fingerprint Fingerprint, DateTimeOffset PushedAt, string PushedBy,
    string Description, Claims Claims, Seq<string> Tags)
{
    /// <summary>Gets how its content was taken away; null while it is there.</summary>
    public Redaction? Redaction { get; init; }

    public ResolvedVersion ToVersion(RepoRow repo) => new(
        repo.Slug, Version, Digest, Fingerprint, repo.Driver
            ?? "", Sequence, PushedAt, PushedBy, Description, Tags, Claims)
    {
        Revision = repo.Revision,
        Redaction = Redaction,
    };
}

/// <summary>The tables of versions, of their tags and of their content.</summary>
internal static class VersionTable
{
    private const string Select = """
        SELECT v.version, v.sequence, v.digest, v.fingerprint, v.pushed_at, v.pushed_by, v.description, v.claims,
            (SELECT string_agg(t.tag, ' ') FROM atlas_tag t
             WHERE t.organisation = v.organisation AND t.repo_id = v.repo_id AND t.version = v.version),
            r.redacted_at, r.redacted_by, r.reason
        FROM atlas_version v LEFT JOIN atlas_redaction r
            ON r.organisation = v.organisation AND r.repo_id = v.repo_id AND r.version = v.version
        WHERE v.organisation = @organisation AND v.repo_id = @repo
        """;

    public static Task<VersionRow?> ByNameAsync(
        StoreSession session, string organisation, string repoId, string version,
        CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"{Select} AND v.version = @version", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@version", version));

    /// <summary>Finds the newest version with some content.</summary>
    public static Task<VersionRow?> ByDigestAsync(
        StoreSession session, string organisation, string repoId, Digest digest, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"{Select} AND v.digest = @digest ORDER BY v.sequence DESC LIMIT 1", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@digest", digest.Value));

    /// <summary>Finds the newest version with some content that was pushed from a commit.</summary>
    public static Task<VersionRow?> ByCommitAsync(
        StoreSession session, string organisation, string repoId, string commit, Digest digest,
        CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"{Select} AND v.digest = @digest AND v.source_commit = @commit ORDER BY v.sequence DESC LIMIT 1", Read,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@digest", digest.Value), ("@commit", commit));

    /// <summary>Lists versions, newest first.</summary>
    public static Task<Seq<VersionRow>> ListAsync(
        StoreSession session, string organisation, string repoId, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} ORDER BY v.sequence DESC LIMIT @limit OFFSET @offset", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@limit", limit), ("@offset", offset));

    /// <summary>Finds the version that a tag points at; none or one.</summary>
    public static Task<Seq<string>> ByTagAsync(
        StoreSession session, string organisation, string repoId, string tag, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT version FROM atlas_tag WHERE organisation = @organisation AND repo_id = @repo AND tag = @tag
            """,
            row => row.Text(0), cancellationToken, ("@organisation", organisation), ("@repo", repoId), ("@tag", tag));

    public static Task<Seq<string>> TagsAsync(
        StoreSession session, string organisation, string repoId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            "SELECT tag FROM atlas_tag WHERE organisation = @organisation AND repo_id = @repo ORDER BY moved_at DESC " +
                "LIMIT 1000",
            row => row.Text(0), cancellationToken, ("@organisation", organisation), ("@repo", repoId));

    public static Task AddAsync(
        StoreSession session, string organisation, string repoId, VersionRow version,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_version (organisation, repo_id, version, sequence, digest, fingerprint, pushed_at, pushed_by,
                description, claims, source_commit)
            VALUES (@organisation, @repo, @version, @sequence, @digest, @fingerprint, @pushed_at, @pushed_by,
                @description, @claims, @commit)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@version", version.Version),
            ("@sequence", version.Sequence),
            ("@digest", version.Digest.Value), ("@fingerprint", version.Fingerprint.Value),
            ("@pushed_at", version.PushedAt),
            ("@pushed_by", version.PushedBy), ("@description", version.Description),
            ("@claims", JsonSerializer.Serialize(version.Claims, RegistryJson.Default.Claims)),
            ("@commit", version.Claims.Commit));

    public static Task SetTagAsync(
        StoreSession session, string organisation, string repoId, string tag, string version, DateTimeOffset at,
        string by,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_tag (organisation, repo_id, tag, version, moved_at, moved_by)
            VALUES (@organisation, @repo, @tag, @version, @at, @by)
            ON CONFLICT (organisation, repo_id, tag)
            DO UPDATE SET version = excluded.version, moved_at = excluded.moved_at, moved_by = excluded.moved_by
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@tag", tag), ("@version", version), ("@at", at),
            ("@by", by));

    /// <summary>Stores an artefact, once.</summary>
    public static Task AddContentAsync(
        StoreSession session, string organisation, Digest digest, string content, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_content (organisation, digest, content, created_at) VALUES (@organisation, @digest, @content, @at)
            ON CONFLICT (organisation, digest) DO NOTHING
            """,
            cancellationToken, ("@organisation", organisation), ("@digest", digest.Value), ("@content", content),
            ("@at", at));

    /// <summary>Reads an artefact that a version of the repo holds; null when none does, empty when it was
    /// redacted.</summary>
    public static Task<string?> ContentAsync(
        StoreSession session, string organisation, string repoId, Digest digest, CancellationToken cancellationToken) =>
        session.FirstAsync(
            """
            SELECT c.content FROM atlas_content c
            WHERE c.organisation = @organisation AND c.digest = @digest AND EXISTS (
                SELECT 1 FROM atlas_version v WHERE v.organisation = @organisation AND v.repo_id = @repo AND v.digest = @digest)
            """,
            row => row.Text(0), cancellationToken, ("@organisation", organisation), ("@repo", repoId),
            ("@digest", digest.Value));

    private static VersionRow Read(StoreRow row) => new(
        row.Text(0), row.Number(1), new Digest(row.Text(2)), new Fingerprint(row.Text(3)), row.Time(4), row.Text(5),
        row.Text(6),
        JsonSerializer.Deserialize(row.Text(7), RegistryJson.Default.Claims) ?? new Claims(),
        row.TextOrNull(8) is { } tags ? tags.Split(' ').Order(StringComparer.Ordinal).ToSeq() : [])
    {
        Redaction = row.TimeOrNull(9) is { } at ? new(at, row.Text(10), row.Text(11)) : null,
    };
}
