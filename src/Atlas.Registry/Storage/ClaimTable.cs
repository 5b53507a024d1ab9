namespace Atlas.Registry.Storage;

/// <summary>A database that was refused because a target is known otherwise, until a person says what it is.</summary>
internal sealed record ClaimRow(
    string TargetId, string RepoId, string Env, string Identity, string Name, string Url, string Driver,
    DateTimeOffset SeenAt, string SeenBy);

/// <summary>The table of refused databases.</summary>
internal static class ClaimTable
{
    public static Task AddAsync(StoreSession session, string organisation, ClaimRow claim,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_claim (organisation, target_id, repo_id, env, identity, name, url, driver, seen_at, seen_by)
            VALUES (@organisation, @target, @repo, @env, @identity, @name, @url, @driver, @at, @by)
            ON CONFLICT (organisation, target_id, env, identity, url)
            DO UPDATE SET seen_at = excluded.seen_at, seen_by = excluded.seen_by
            """,
            cancellationToken,
            ("@organisation", organisation), ("@target", claim.TargetId), ("@repo", claim.RepoId), ("@env", claim.Env),
            ("@identity", claim.Identity), ("@name", claim.Name), ("@url", claim.Url), ("@driver", claim.Driver),
            ("@at", claim.SeenAt), ("@by", claim.SeenBy));

    /// <summary>Finds the database that was refused last because of a target.</summary>
    public static Task<ClaimRow?> NewestAsync(
        StoreSession session, string organisation, string targetId, CancellationToken cancellationToken) =>
        session.FirstAsync(
            """
            SELECT target_id, repo_id, env, identity, name, url, driver, seen_at, seen_by FROM atlas_claim
            WHERE organisation = @organisation AND target_id = @target ORDER BY seen_at DESC LIMIT 1
            """,
            row => new ClaimRow(
                row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Time(7),
                row.Text(8)),
            cancellationToken, ("@organisation", organisation), ("@target", targetId));

    /// <summary>Forgets the refusals of a database: a person has said what it is.</summary>
    public static Task DropAsync(StoreSession session, string organisation, ClaimRow claim,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            DELETE FROM atlas_claim
            WHERE organisation = @organisation AND repo_id = @repo AND env = @env AND identity = @identity AND url = @url
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", claim.RepoId), ("@env", claim.Env),
            ("@identity", claim.Identity),
            ("@url", claim.Url));
}
