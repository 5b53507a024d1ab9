using System.Diagnostics;
using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>A deployment or attempt as it is stored.</summary>
internal sealed record DeploymentRow(
    DeploymentBegin Begin, DeploymentEnd? End, DeploymentOutcome Outcome, string RepoId, string? TargetId,
    string Subject,
    DateTimeOffset BegunAt, DateTimeOffset? EndedAt, long BeginSequence, long? EndSequence)
{
    /// <summary>Gets the exception under which it ran; null for none.</summary>
    public BreakGlass? BreakGlass { get; init; }

    /// <summary>Gets how far it is; null before anything was said.</summary>
    public DeploymentProgress? Progress { get; init; }

    public Deployment ToDeployment(RegistryLinks links) =>
        new(Begin, End, Outcome, TargetId, Subject, BegunAt, EndedAt, links.Deployment(Begin.Repo, Begin.Id))
        {
            BreakGlass = BreakGlass,
            Progress = Outcome is DeploymentOutcome.Running ? Progress : null,
        };
}

/// <summary>Which rows to list; empty texts don't filter.</summary>
/// <param name="RepoId">The repo.</param>
/// <param name="Env">The environment.</param>
/// <param name="NamePart">A part of the database's name, in lower case, as a LIKE pattern.</param>
/// <param name="Outcomes">The words of the outcomes, each between commas.</param>
/// <param name="TargetId">The target.</param>
internal sealed record DeploymentQuery(
    string RepoId, string Env, string NamePart, string Outcomes, string TargetId);

/// <summary>The table of deployments and attempts.</summary>
internal static class DeploymentTable
{
    private const string Select = """
        SELECT begin_body, end_body, outcome, repo_id, target_id, subject, begun_at, ended_at, begin_sequence, end_sequence,
            (SELECT p.break_glass FROM atlas_permit p
             WHERE p.organisation = atlas_deployment.organisation AND p.id = atlas_deployment.id AND p.consumed_at IS NOT NULL),
            progress
        FROM atlas_deployment
        WHERE organisation = @organisation
        """;

    private const string Filter = """
        AND (@repo = '' OR repo_id = @repo) AND (@env = '' OR env = @env)
        AND (@name = '' OR LOWER(database_name) LIKE @name ESCAPE '!')
        AND (@target = '' OR target_id = @target)
        AND (@outcomes = '' OR @outcomes LIKE '%,' || outcome || ',%')
        """;

    public static Task<DeploymentRow?> ByIdAsync(StoreSession session, string organisation, string id,
        CancellationToken cancellationToken) =>
        session.FirstAsync($"{Select} AND id = @id", Read, cancellationToken, ("@organisation", organisation),
            ("@id", id));

    /// <summary>Lists deployments and attempts, newest first.</summary>
    public static Task<Seq<DeploymentRow>> ListAsync(
        StoreSession session, Caller caller, DeploymentQuery query, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} {Filter} {caller.Fence(Scopes.Read).On("repo_id")} ORDER BY begun_at DESC, id DESC " +
                "LIMIT @limit OFFSET @offset",
            Read, cancellationToken,
            [.. Arguments(caller, query), ("@limit", limit), ("@offset", offset)]);

    public static Task<long> CountAsync(
        StoreSession session, Caller caller, DeploymentQuery query, CancellationToken cancellationToken) =>
        session.CountAsync(
            $"SELECT COUNT(*) FROM atlas_deployment WHERE organisation = @organisation {Filter} " +
                caller.Fence(Scopes.Read).On("repo_id"),
            cancellationToken, Arguments(caller, query));

    /// <summary>Lists the deployments and attempts of a repo towards its versions, oldest first.</summary>
    /// <param name="version">Only this version; empty for all.</param>
    public static Task<Seq<DeploymentRow>> TowardsAsync(
        StoreSession session, string organisation, string repoId, string version,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            {Select} AND repo_id = @repo AND to_version IS NOT NULL AND (@version = '' OR to_version = @version)
            ORDER BY begun_at, id
            """,
            Read, cancellationToken, ("@organisation", organisation), ("@repo", repoId), ("@version", version));

    public static Task AddAsync(StoreSession session, string organisation, DeploymentRow row,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_deployment (organisation, id, repo_id, env, target_id, database_name, to_version, outcome, subject,
                begun_at, ended_at, begin_sequence, end_sequence, begin_body, end_body)
            VALUES (@organisation, @id, @repo, @env, @target, @name, @to_version, @outcome, @subject,
                @begun_at, @ended_at, @begin_sequence, @end_sequence, @begin_body, @end_body)
            """,
            cancellationToken,
            [
                ("@repo", row.RepoId), ("@env", row.Begin.Env), ("@target", row.TargetId),
                ("@name", row.Begin.Target.Name),
                ("@to_version", row.Begin.ToVersion), ("@subject", row.Subject), ("@begun_at", row.BegunAt),
                ("@begin_sequence", row.BeginSequence),
                ("@begin_body", JsonSerializer.Serialize(row.Begin, RegistryJson.Default.DeploymentBegin)),
                .. Ending(organisation, row),
            ]);

    /// <summary>Saves how a deployment ended.</summary>
    public static Task SaveEndAsync(StoreSession session, string organisation, DeploymentRow row,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_deployment
            SET outcome = @outcome, ended_at = @ended_at, end_sequence = @end_sequence, end_body = @end_body
            WHERE organisation = @organisation AND id = @id
            """,
            cancellationToken, Ending(organisation, row));

    /// <summary>Saves how far a deployment is; does nothing to one that has ended.</summary>
    public static Task SaveProgressAsync(StoreSession session, string organisation, DeploymentProgress progress,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_deployment SET progress = @progress
            WHERE organisation = @organisation AND id = @id AND outcome = @running
            """,
            cancellationToken, ("@organisation", organisation), ("@id", progress.Id),
            ("@running", Words.Of(DeploymentOutcome.Running)),
            ("@progress", JsonSerializer.Serialize(progress, RegistryJson.Default.DeploymentProgress)));

    private static (string, object?)[] Ending(string organisation, DeploymentRow row) =>
    [
        ("@organisation", organisation), ("@id", row.Begin.Id), ("@outcome", Words.Of(row.Outcome)),
        ("@ended_at", row.EndedAt),
        ("@end_sequence", row.EndSequence),
        ("@end_body", row.End is { } end ? JsonSerializer.Serialize(end, RegistryJson.Default.DeploymentEnd) : null),
    ];

    private static (string, object?)[] Arguments(Caller caller, DeploymentQuery query) =>
    [
        .. caller.Fence(Scopes.Read).Arguments, ("@organisation", caller.Organisation), ("@repo", query.RepoId), ("@env", query.Env), ("@name", query.NamePart),
        ("@outcomes", query.Outcomes), ("@target", query.TargetId),
    ];

    private static DeploymentRow Read(StoreRow row) => new(
        JsonSerializer.Deserialize(row.Text(0), RegistryJson.Default.DeploymentBegin)
            ?? throw new UnreachableException("A stored deployment has a begin."),
        row.TextOrNull(1) is { } end ? JsonSerializer.Deserialize(end, RegistryJson.Default.DeploymentEnd) : null,
        Words.Outcome(row.Text(2)) ?? throw new UnreachableException("A stored outcome has a word."),
        row.Text(3), row.TextOrNull(4), row.Text(5), row.Time(6), row.TimeOrNull(7), row.Number(8),
        row.NumberOrNull(9))
    {
        BreakGlass = PermitTable.BreakGlassOf(row.TextOrNull(10)),
        Progress = row.TextOrNull(11) is { } progress
            ? JsonSerializer.Deserialize(progress, RegistryJson.Default.DeploymentProgress) : null,
    };
}
