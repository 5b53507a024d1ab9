using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>The table of targets, and that of their labels.</summary>
internal static class TargetTable
{
    private const string Select = """
        SELECT t.id, t.repo_id, r.slug, r.newest_sequence, t.env, t.identity, t.name, t.url, t.driver, t.created_at, t.is_archived,
            t.sequence, t.current_version, t.current_sequence, t.current_digest, t.last_version, t.last_outcome,
            t.found_fingerprint, t.is_drifted, t.deployed_at, t.open_deployment, t.current_since,
            t.known_version, t.current_deployment, t.verified_at, t.verified_by, t.verified_sequence, t.difference
        FROM atlas_target t JOIN atlas_repo r ON r.organisation = t.organisation AND r.id = t.repo_id
        WHERE t.organisation = @organisation
        """;

    private const string Filter = """
        AND t.is_archived = 0 AND (@env = '' OR t.env = @env) AND (@repos = '' OR @repos LIKE '%,' || r.slug || ',%')
        """;

    public static Task<TargetRow?> ByIdAsync(StoreSession session, string organisation, string id,
        CancellationToken cancellationToken) =>
        session.FirstAsync($"{Select} AND t.id = @id", Read, cancellationToken, ("@organisation", organisation),
            ("@id", id));

    public static Task<Seq<TargetRow>> OfRepoAsync(
        StoreSession session, string organisation, string repoId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} AND t.repo_id = @repo", Read, cancellationToken, ("@organisation", organisation),
            ("@repo", repoId));

    public static Task<Seq<TargetRow>> OfEnvironmentAsync(
        StoreSession session, string organisation, string repoId, string env, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} AND t.repo_id = @repo AND t.env = @env", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@env", env));

    /// <summary>Finds the targets of any repo that are one database.</summary>
    public static Task<Seq<TargetRow>> ByIdentityAsync(
        StoreSession session, string organisation, string identity, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} AND t.identity = @identity ORDER BY t.id", Read, cancellationToken,
            ("@organisation", organisation), ("@identity", identity));

    /// <summary>Finds the targets of a repo that are one database, in any environment.</summary>
    public static Task<Seq<TargetRow>> ByIdentityAsync(
        StoreSession session, string organisation, string repoId, string identity,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} AND t.repo_id = @repo AND t.identity = @identity ORDER BY t.id", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@identity", identity));

    /// <summary>Finds the targets of repos with a promotion policy that may be about one database.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="organisation">The organisation.</param>
    /// <param name="place">The beginning of their identities.</param>
    /// <param name="part">The other way to know them: the end of their identities; empty for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<Seq<TargetRow>> OfProtectingReposAsync(
        StoreSession session, string organisation, string place, string part, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            {Select} AND t.is_archived = 0 AND r.protected_envs IS NOT NULL AND r.protected_envs <> '[]'
                AND (t.identity LIKE @place ESCAPE '!' OR t.identity LIKE @part ESCAPE '!')
            ORDER BY r.slug, t.env, t.name, t.id
            """,
            Read, cancellationToken, ("@organisation", organisation), ("@place", Escaped(place) + "%"),
            ("@part", part.Length == 0 ? "" : $"%#{Escaped(part)}"));

    private static string Escaped(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal)
            .Replace("_", "!_", StringComparison.Ordinal);

    /// <summary>Finds the targets of a repo that were seen under a label.</summary>
    public static Task<Seq<TargetRow>> ByLabelAsync(
        StoreSession session, string organisation, string repoId, string url, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            {Select} AND t.repo_id = @repo AND t.id IN (
                SELECT l.target_id FROM atlas_label l
                WHERE l.organisation = @organisation AND l.repo_id = @repo AND l.url = @url)
            ORDER BY t.id
            """,
            Read, cancellationToken, ("@organisation", organisation), ("@repo", repoId), ("@url", url));

    /// <summary>Lists the targets of several repos that aren't archived.</summary>
    public static Task<Seq<TargetRow>> ListAsync(
        StoreSession session, Caller caller, DatabaseFilter filter, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            {Select} {Filter} {caller.Fence(Scopes.Read).On("t.repo_id")}
            ORDER BY r.slug, t.env, t.name, t.id LIMIT @limit OFFSET @offset
            """,
            Read, cancellationToken,
            [.. Arguments(caller, filter), ("@limit", limit), ("@offset", offset)]);

    public static Task<long> CountAsync(
        StoreSession session, Caller caller, DatabaseFilter filter, CancellationToken cancellationToken) =>
        session.CountAsync(
            $"""
            SELECT COUNT(*) FROM atlas_target t JOIN atlas_repo r ON r.organisation = t.organisation AND r.id = t.repo_id
            WHERE t.organisation = @organisation {Filter} {caller.Fence(Scopes.Read).On("t.repo_id")}
            """,
            cancellationToken, Arguments(caller, filter));

    public static Task AddAsync(StoreSession session, string organisation, TargetRow target,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_target (organisation, id, repo_id, env, identity, name, url, driver, created_at, is_archived, sequence,
                current_version, current_sequence, current_digest, last_version, last_outcome, found_fingerprint, is_drifted,
                deployed_at, open_deployment, current_since, known_version, current_deployment, verified_at, verified_by,
                verified_sequence, difference)
            VALUES (@organisation, @id, @repo, @env, @identity, @name, @url, @driver, @created_at, @is_archived, @sequence,
                @current_version, @current_sequence, @current_digest, @last_version, @last_outcome, @found, @is_drifted,
                @deployed_at, @open_deployment, @current_since, @known_version, @current_deployment, @verified_at, @verified_by,
                @verified_sequence, @difference)
            """,
            cancellationToken,
            [("@repo", target.RepoId), ("@driver", target.Driver), ("@created_at", target.CreatedAt),
                .. Changeable(organisation, target)]);

    /// <summary>Saves what may change of a target; its repo is locked.</summary>
    public static Task SaveAsync(StoreSession session, string organisation, TargetRow target,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_target
            SET env = @env, identity = @identity, name = @name, url = @url, is_archived = @is_archived, sequence = @sequence,
                current_version = @current_version, current_sequence = @current_sequence, current_digest = @current_digest,
                last_version = @last_version, last_outcome = @last_outcome, found_fingerprint = @found, is_drifted = @is_drifted,
                deployed_at = @deployed_at, open_deployment = @open_deployment, current_since = @current_since,
                known_version = @known_version, current_deployment = @current_deployment, verified_at = @verified_at,
                verified_by = @verified_by, verified_sequence = @verified_sequence, difference = @difference
            WHERE organisation = @organisation AND id = @id
            """,
            cancellationToken, Changeable(organisation, target));

    /// <summary>Remembers that a target was seen under a label.</summary>
    public static Task AddLabelAsync(
        StoreSession session, string organisation, string repoId, string url, string targetId, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_label (organisation, repo_id, url, target_id, seen_at) VALUES (@organisation, @repo, @url, @target, @at)
            ON CONFLICT (organisation, repo_id, url, target_id) DO UPDATE SET seen_at = excluded.seen_at
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@url", url), ("@target", targetId), ("@at", at));

    /// <summary>Forgets that a target was seen under a label.</summary>
    public static Task DropLabelAsync(
        StoreSession session, string organisation, string repoId, string url, string targetId,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "DELETE FROM atlas_label WHERE organisation = @organisation AND repo_id = @repo AND url = @url AND " +
                "target_id = @target",
            cancellationToken, ("@organisation", organisation), ("@repo", repoId), ("@url", url),
            ("@target", targetId));

    private static (string, object?)[] Arguments(Caller caller, DatabaseFilter filter) =>
    [
        .. caller.Fence(Scopes.Read).Arguments, ("@organisation", caller.Organisation), ("@env", filter.Env ?? ""),
        ("@repos", filter.Repos.IsEmpty ? "" : $",{string.Join(',', filter.Repos)},"),
    ];

    private static (string, object?)[] Changeable(string organisation, TargetRow target) =>
    [
        ("@organisation", organisation), ("@id", target.Id), ("@env", target.Env), ("@identity", target.Identity),
        ("@name", target.Name), ("@url", target.Url), ("@is_archived", target.IsArchived),
        ("@sequence", target.Sequence),
        ("@current_version", target.CurrentVersion), ("@current_sequence", target.CurrentSequence),
        ("@current_digest", target.CurrentDigest?.Value), ("@last_version", target.LastVersion),
        ("@last_outcome", target.LastOutcome is { } outcome ? Words.Of(outcome) : null), ("@found", target.Found?.Value),
        ("@is_drifted", target.IsDrifted), ("@deployed_at", target.DeployedAt),
        ("@open_deployment", target.OpenDeployment), ("@current_since", target.CurrentSince),
        ("@known_version", target.KnownVersion), ("@current_deployment", target.CurrentDeployment),
        ("@verified_at", target.VerifiedAt), ("@verified_by", target.VerifiedBy),
        ("@verified_sequence", target.VerifiedSequence), ("@difference", target.Difference),
    ];

    private static TargetRow Read(StoreRow row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Number(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7),
            row.Text(8))
        {
            CreatedAt = row.Time(9),
            IsArchived = row.Flag(10),
            Sequence = row.Number(11),
            CurrentVersion = row.TextOrNull(12),
            CurrentSequence = row.NumberOrNull(13),
            CurrentDigest = row.TextOrNull(14) is { } digest ? new Digest(digest) : null,
            LastVersion = row.TextOrNull(15),
            LastOutcome = row.TextOrNull(16) is { } outcome ? Words.Outcome(outcome) : null,
            Found = row.TextOrNull(17) is { } found ? new Fingerprint(found) : null,
            IsDrifted = row.Flag(18),
            DeployedAt = row.TimeOrNull(19),
            OpenDeployment = row.TextOrNull(20),
            CurrentSince = row.TimeOrNull(21),
            KnownVersion = row.TextOrNull(22),
            CurrentDeployment = row.TextOrNull(23),
            VerifiedAt = row.TimeOrNull(24),
            VerifiedBy = row.TextOrNull(25),
            VerifiedSequence = row.NumberOrNull(26),
            Difference = row.TextOrNull(27),
        };
}
