using System.Diagnostics;
using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>The table of the revisions of promotion policies.</summary>
internal static class PolicyTable
{
    private const string Select = """
        SELECT r.slug, p.number, p.state, p.body, p.digest, p.weakens, p.proposed_at, p.proposed_by, p.decided_at, p.decided_by
        FROM atlas_policy p JOIN atlas_repo r ON r.organisation = p.organisation AND r.id = p.repo_id
        WHERE p.organisation = @organisation AND p.repo_id = @repo
        """;

    /// <summary>Lists the revisions of a repo, newest first.</summary>
    public static Task<Seq<PolicyRevision>> ListAsync(
        StoreSession session, string organisation, string repoId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} ORDER BY p.number DESC LIMIT 1000", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId));

    /// <summary>Finds the revision of a repo that is in force; null when there is none.</summary>
    public static Task<PolicyRevision?> InForceAsync(
        StoreSession session, string organisation, string repoId, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"{Select} AND p.state = @state", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@state", Words.Of(PolicyState.InForce)));

    public static Task AddAsync(StoreSession session, string organisation, string repoId, PolicyRevision revision,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_policy (organisation, repo_id, number, state, body, digest, weakens, proposed_at, proposed_by,
                decided_at, decided_by)
            VALUES (@organisation, @repo, @number, @state, @body, @digest, @weakens, @proposed_at, @proposed_by,
                @decided_at, @decided_by)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@number", revision.Number),
            ("@state", Words.Of(revision.State)),
            ("@body", JsonSerializer.Serialize(revision.Policy, RegistryJson.Default.PromotionPolicy)),
            ("@digest", revision.Digest.Value),
            ("@weakens", JsonSerializer.Serialize([.. revision.Weakens], RegistryJson.Default.StringArray)),
            ("@proposed_at", revision.ProposedAt), ("@proposed_by", revision.ProposedBy),
            ("@decided_at", revision.DecidedAt), ("@decided_by", revision.DecidedBy));

    /// <summary>Saves what became of a revision.</summary>
    public static Task SaveAsync(StoreSession session, string organisation, string repoId, PolicyRevision revision,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_policy SET state = @state, decided_at = @decided_at, decided_by = @decided_by
            WHERE organisation = @organisation AND repo_id = @repo AND number = @number
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@number", revision.Number),
            ("@state", Words.Of(revision.State)), ("@decided_at", revision.DecidedAt),
            ("@decided_by", revision.DecidedBy));

    private static PolicyRevision Read(StoreRow row) => new(
        row.Text(0), row.Number(1),
        Words.Policy(row.Text(2)),
        JsonSerializer.Deserialize(row.Text(3), RegistryJson.Default.PromotionPolicy)
            ?? throw new UnreachableException("A stored policy has a body."),
        new Digest(row.Text(4)),
        (JsonSerializer.Deserialize(row.Text(5), RegistryJson.Default.StringArray) ?? []).ToSeq(),
        row.Time(6), row.Text(7), row.TimeOrNull(8), row.TextOrNull(9));
}
