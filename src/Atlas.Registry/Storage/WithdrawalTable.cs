using Atlas.Core.Model;
using Atlas.Core.Promotion;

namespace Atlas.Registry.Storage;

/// <summary>The table of versions that aren't promoted any more; never deleted.</summary>
internal static class WithdrawalTable
{
    private const string Select = """
        SELECT r.slug, w.version, w.env, w.reason, w.withdrawn_at, w.withdrawn_by
        FROM atlas_withdrawal w JOIN atlas_repo r ON r.organisation = w.organisation AND r.id = w.repo_id
        WHERE w.organisation = @organisation AND w.repo_id = @repo
        """;

    /// <summary>Lists the withdrawals of a version, oldest first.</summary>
    public static Task<Seq<Withdrawal>> OfVersionAsync(
        StoreSession session, string organisation, string repoId, string version,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} AND w.version = @version ORDER BY w.withdrawn_at, w.env", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@version", version));

    /// <summary>Lists the withdrawals of a repo's versions, oldest first.</summary>
    public static Task<Seq<Withdrawal>> OfRepoAsync(
        StoreSession session, string organisation, string repoId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} ORDER BY w.withdrawn_at, w.env", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId));

    /// <summary>Adds a withdrawal; the first one of a version and environment stays.</summary>
    /// <returns>Whether it is new.</returns>
    public static async Task<bool> AddAsync(StoreSession session, string organisation, string repoId,
        Withdrawal withdrawal, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO atlas_withdrawal (organisation, repo_id, version, env, reason, withdrawn_at, withdrawn_by)
            VALUES (@organisation, @repo, @version, @env, @reason, @at, @by)
            ON CONFLICT (organisation, repo_id, version, env) DO NOTHING
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@version", withdrawal.Version),
            ("@env", withdrawal.Env), ("@reason", withdrawal.Reason), ("@at", withdrawal.At),
            ("@by", withdrawal.By)) == 1;

    private static Withdrawal Read(StoreRow row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Time(4), row.Text(5));
}
