using System.Diagnostics;
using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>The table of permits; never deleted. A permit's state follows from its times and the clock.</summary>
internal static class PermitTable
{
    /// <summary>How long a holder may be unheard of before its permit counts as silent.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private const string Select = """
        SELECT p.id, r.slug, p.env, p.database, p.from_fingerprint, p.version, p.digest, p.plan, p.policy, p.subject, p.granted_at,
            p.expires_at, p.consumed_at, p.beat_at, p.closed_at, p.is_closed_by_end, p.break_glass
        FROM atlas_permit p JOIN atlas_repo r ON r.organisation = p.organisation AND r.id = p.repo_id
        WHERE p.organisation = @organisation
        """;

    private const string Filter = """
        AND (@repo = '' OR p.repo_id = @repo) AND (@env = '' OR p.env = @env)
        AND (@exceptions = 0 OR p.break_glass IS NOT NULL) AND (@unreviewed = 0 OR p.awaits_review = 1)
        """;

    public static Task<Permit?> ByIdAsync(StoreSession session, string organisation, string id, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        session.FirstAsync($"{Select} AND p.id = @id", row => Read(row, now), cancellationToken,
            ("@organisation", organisation), ("@id", id));

    /// <summary>Lists the permits of a database in an environment that nothing closed, newest first.</summary>
    public static Task<Seq<Permit>> OfDatabaseAsync(
        StoreSession session, string organisation, string repoId, string env, string identity, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            {Select} AND p.repo_id = @repo AND p.env = @env AND p.identity = @identity AND p.closed_at IS NULL
                AND (p.consumed_at IS NOT NULL OR p.expires_at > @now)
            ORDER BY p.granted_at DESC
            """,
            row => Read(row, now), cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@env", env), ("@identity", identity),
            ("@now", now));

    public static Task<Seq<Permit>> ListAsync(
        StoreSession session, Caller caller, string repoId, PermitFilter filter, DateTimeOffset now, int limit,
        long offset, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} {Filter} {caller.Fence(Scopes.Read).On("p.repo_id")} ORDER BY p.granted_at DESC, p.id DESC LIMIT @limit OFFSET @offset",
            row => Read(row, now), cancellationToken,
            [.. Arguments(caller, repoId, filter), ("@limit", limit), ("@offset", offset)]);

    public static Task<long> CountAsync(StoreSession session, Caller caller, string repoId, PermitFilter filter,
        CancellationToken cancellationToken) =>
        session.CountAsync(
            $"SELECT COUNT(*) FROM atlas_permit p WHERE p.organisation = @organisation {Filter} " +
                caller.Fence(Scopes.Read).On("p.repo_id"),
            cancellationToken, Arguments(caller, repoId, filter));

    public static Task AddAsync(StoreSession session, string organisation, string repoId, Permit permit,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_permit (organisation, id, repo_id, env, identity, database, from_fingerprint, version, digest, plan,
                policy, subject, granted_at, expires_at, break_glass, awaits_review)
            VALUES (@organisation, @id, @repo, @env, @identity, @database, @from, @version, @digest, @plan,
                @policy, @subject, @granted_at, @expires_at, @break_glass, @awaits_review)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@id", permit.Id), ("@repo", repoId), ("@env", permit.Env),
            ("@identity", permit.Target.Identity),
            ("@database", JsonSerializer.Serialize(permit.Target, RegistryJson.Default.DeployedDatabase)),
            ("@from", permit.From.Value), ("@version", permit.Version), ("@digest", permit.Digest?.Value),
            ("@plan", permit.Plan.Value), ("@policy", permit.Policy.Value), ("@subject", permit.Subject),
            ("@granted_at", permit.GrantedAt), ("@expires_at", permit.ExpiresAt),
            ("@break_glass", Write(permit.BreakGlass)), ("@awaits_review", permit.BreakGlass is not null));

    /// <summary>Marks a permit as used by its begin.</summary>
    public static Task ConsumeAsync(StoreSession session, string organisation, string id, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_permit SET consumed_at = @at, beat_at = @at WHERE organisation = @organisation AND id = @id",
            cancellationToken, ("@organisation", organisation), ("@id", id), ("@at", at));

    public static Task BeatAsync(StoreSession session, string organisation, string id, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_permit SET beat_at = @at WHERE organisation = @organisation AND id = @id " +
                "AND closed_at IS NULL",
            cancellationToken, ("@organisation", organisation), ("@id", id), ("@at", at));

    /// <summary>Closes a permit that is in use; does nothing to any other, nor where there is none.</summary>
    public static Task CloseAsync(StoreSession session, string organisation, string id, bool isByEnd, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_permit SET closed_at = @at, is_closed_by_end = @by_end
            WHERE organisation = @organisation AND id = @id AND closed_at IS NULL AND consumed_at IS NOT NULL
            """,
            cancellationToken, ("@organisation", organisation), ("@id", id), ("@at", at), ("@by_end", isByEnd));

    public static Task SaveReviewAsync(StoreSession session, string organisation, Permit permit,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_permit SET break_glass = @break_glass, awaits_review = 0
            WHERE organisation = @organisation AND id = @id
            """,
            cancellationToken, ("@organisation", organisation), ("@id", permit.Id),
            ("@break_glass", Write(permit.BreakGlass)));

    /// <summary>Reads an exception as it is stored.</summary>
    public static BreakGlass? BreakGlassOf(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, RegistryJson.Default.BreakGlass);

    private static string? Write(BreakGlass? exception) =>
        exception is null ? null : JsonSerializer.Serialize(exception, RegistryJson.Default.BreakGlass);

    private static (string, object?)[] Arguments(Caller caller, string repoId, PermitFilter filter) =>
    [
        .. caller.Fence(Scopes.Read).Arguments, ("@organisation", caller.Organisation), ("@repo", repoId), ("@env", filter.Env ?? ""),
        ("@exceptions", filter.IsBreakGlass || filter.IsUnreviewed), ("@unreviewed", filter.IsUnreviewed),
    ];

    private static Permit Read(StoreRow row, DateTimeOffset now)
    {
        var (expires, consumed, beat, closed) = (row.Time(11), row.TimeOrNull(12), row.TimeOrNull(13),
            row.TimeOrNull(14));
        var state = closed is not null ? row.Flag(15) ? PermitState.Closed : PermitState.NeverClosed
            : consumed is not null ? beat + Silence >= now ? PermitState.InUse : PermitState.Silent
            : now < expires ? PermitState.Granted : PermitState.Lapsed;
        return new(
            row.Text(0), row.Text(1), row.Text(2),
            JsonSerializer.Deserialize(row.Text(3), RegistryJson.Default.DeployedDatabase)
                ?? throw new UnreachableException("A stored permit has a database."),
            new Fingerprint(row.Text(4)), row.TextOrNull(5),
            row.TextOrNull(6) is { } digest ? new Digest(digest) : null, new Digest(row.Text(7)),
            new Digest(row.Text(8)), row.Text(9), state, row.Time(10), expires, consumed, beat, closed,
            BreakGlassOf(row.TextOrNull(16)));
    }
}
