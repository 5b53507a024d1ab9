using System.Diagnostics;
using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>Which validations to list; empty texts don't filter.</summary>
/// <param name="RepoId">The repo.</param>
/// <param name="Env">The environment.</param>
/// <param name="Version">The version.</param>
/// <param name="TargetId">The database.</param>
internal sealed record ValidationQuery(string RepoId, string Env = "", string Version = "", string TargetId = "");

/// <summary>The table of validations. A validation stands while the deployment that it is of is current on its database,
/// and nothing newer of its name was reported there.</summary>
internal static class ValidationTable
{
    private const string IsCurrent = """
        t.current_deployment = v.deployment_id AND t.current_version = v.version AND t.env = v.env
            AND t.open_deployment IS NULL AND t.is_archived = 0 AND NOT EXISTS (
                SELECT 1 FROM atlas_validation n
                WHERE n.organisation = v.organisation AND n.target_id = v.target_id AND n.name = v.name
                    AND n.sequence > v.sequence)
        """;

    private const string From = """
        FROM atlas_validation v JOIN atlas_target t ON t.organisation = v.organisation AND t.id = v.target_id
        WHERE v.organisation = @organisation AND v.repo_id = @repo AND (@env = '' OR v.env = @env)
            AND (@version = '' OR v.version = @version) AND (@target = '' OR v.target_id = @target)
        """;

    private const string Columns = $"""
        v.body, v.target_id, t.name, v.digest, v.deployment_id, v.sequence, v.subject, v.reported_at,
            CAST(CASE WHEN {IsCurrent} THEN 1 ELSE 0 END AS bigint)
        """;

    /// <summary>Lists validations, newest first.</summary>
    public static Task<Seq<Validation>> ListAsync(
        StoreSession session, string organisation, ValidationQuery query, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {Columns} {From} ORDER BY v.reported_at DESC, v.id DESC, v.target_id LIMIT @limit OFFSET @offset",
            Read, cancellationToken, [.. Arguments(organisation, query), ("@limit", limit), ("@offset", offset)]);

    public static Task<long> CountAsync(
        StoreSession session, string organisation, ValidationQuery query, CancellationToken cancellationToken) =>
        session.CountAsync($"SELECT COUNT(*) {From}", cancellationToken, Arguments(organisation, query));

    /// <summary>Lists the validations of versions, oldest first.</summary>
    public static Task<Seq<Validation>> OfVersionAsync(
        StoreSession session, string organisation, ValidationQuery query, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {Columns} {From} ORDER BY v.reported_at, v.id, v.target_id", Read, cancellationToken,
            Arguments(organisation, query));

    /// <summary>Lists the validations that stand, by name; at most one of a name for each database.</summary>
    public static Task<Seq<Validation>> StandingAsync(
        StoreSession session, string organisation, ValidationQuery query, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {Columns} {From} AND {IsCurrent} ORDER BY v.name, v.target_id", Read, cancellationToken,
            Arguments(organisation, query));

    /// <summary>Finds what one report recorded, by the id of the report.</summary>
    public static Task<Seq<Validation>> ByIdAsync(
        StoreSession session, string organisation, string repoId, string id, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {Columns} {From} AND v.id = @id ORDER BY v.target_id", Read, cancellationToken,
            [.. Arguments(organisation, new(repoId)), ("@id", id)]);

    public static Task AddAsync(
        StoreSession session, string organisation, string repoId, Validation validation,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_validation (organisation, id, target_id, repo_id, env, version, digest, deployment_id, name,
                outcome, sequence, subject, reported_at, body)
            VALUES (@organisation, @id, @target, @repo, @env, @version, @digest, @deployment, @name, @outcome, @sequence,
                @subject, @at, @body)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@id", validation.Report.Id), ("@target", validation.TargetId),
            ("@repo", repoId), ("@env", validation.Report.Env), ("@version", validation.Report.Version),
            ("@digest", validation.Digest.Value), ("@deployment", validation.Deployment),
            ("@name", validation.Report.Name), ("@outcome", Words.Of(validation.Report.Outcome)),
            ("@sequence", validation.Sequence), ("@subject", validation.Subject), ("@at", validation.At),
            ("@body", JsonSerializer.Serialize(validation.Report, RegistryJson.Default.ValidationReport)));

    private static (string, object?)[] Arguments(string organisation, ValidationQuery query) =>
    [
        ("@organisation", organisation), ("@repo", query.RepoId), ("@env", query.Env), ("@version", query.Version),
        ("@target", query.TargetId),
    ];

    private static Validation Read(StoreRow row) => new(
        JsonSerializer.Deserialize(row.Text(0), RegistryJson.Default.ValidationReport)
            ?? throw new UnreachableException("A stored validation has a body."),
        row.Text(1), row.Text(2), new Digest(row.Text(3)), row.Text(4), row.Number(5), row.Text(6), row.Time(7),
        row.Flag(8));
}
