using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>A repo as it is stored.</summary>
internal sealed record RepoRow(
    string Id, string Slug, string Name, string? Driver, string Description, Seq<string> ReportEnvs,
    DateTimeOffset CreatedAt,
    long Revision, string? NewestVersion, long NewestSequence, string? NewestDefault, bool RequiresPlanApproval)
{
    /// <summary>Gets the environments with a promotion rule.</summary>
    public Seq<string> ProtectedEnvs { get; init; } = [];

    public Repo ToRepo() => new(Id, Slug, Name, Driver, Description, CreatedAt, ReportEnvs)
    {
        LatestVersion = NewestVersion,
        RequiresPlanApproval = RequiresPlanApproval,
        Revision = Revision,
        ProtectedEnvs = ProtectedEnvs,
    };
}

/// <summary>The table of repos, and that of their environments.</summary>
internal static class RepoTable
{
    private const string Columns = """
        id, slug, name, driver, description, report_envs, created_at, revision, newest_version, newest_sequence, newest_default,
        requires_plan_approval, protected_envs
        """;

    /// <summary>Finds a repo by its slug.</summary>
    public static Task<RepoRow?> BySlugAsync(StoreSession session, string organisation, string slug,
        CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT {Columns} FROM atlas_repo WHERE organisation = @organisation AND slug = @slug",
            Read, cancellationToken, ("@organisation", organisation), ("@slug", slug));

    /// <summary>Finds a repo by its id or display name.</summary>
    public static Task<RepoRow?> ByIdOrNameAsync(StoreSession session, string organisation, string text,
        CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"SELECT {Columns} FROM atlas_repo WHERE organisation = @organisation AND (id = @text OR name = @text) " +
                "ORDER BY id",
            Read, cancellationToken, ("@organisation", organisation), ("@text", text));

    /// <summary>Reads a repo and keeps everybody else from writing under it until the transaction ends.</summary>
    public static async Task<RepoRow> LockAsync(StoreSession session, string organisation, string id,
        CancellationToken cancellationToken) =>
        (await session.QueryAsync(
            $"SELECT {Columns} FROM atlas_repo WHERE organisation = @organisation AND id = @id{session.RowLock}",
            Read, cancellationToken, ("@organisation", organisation), ("@id", id)))[0];

    public static Task<Seq<RepoRow>> ListAsync(
        StoreSession session, Caller caller, int limit, long offset, CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT {Columns} FROM atlas_repo WHERE organisation = @organisation " +
                $"{caller.Fence(Scopes.Read).On("id")} ORDER BY slug LIMIT @limit OFFSET @offset",
            Read, cancellationToken,
            [("@organisation", caller.Organisation), ("@limit", limit), ("@offset", offset),
                .. caller.Fence(Scopes.Read).Arguments]);

    public static Task<long> CountAsync(StoreSession session, Caller caller, CancellationToken cancellationToken) =>
        session.CountAsync(
            "SELECT COUNT(*) FROM atlas_repo WHERE organisation = @organisation " +
                caller.Fence(Scopes.Read).On("id"),
            cancellationToken,
            [("@organisation", caller.Organisation), .. caller.Fence(Scopes.Read).Arguments]);

    public static Task<Seq<string>> SlugsAsync(StoreSession session, string organisation,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            "SELECT slug FROM atlas_repo WHERE organisation = @organisation",
            row => row.Text(0), cancellationToken, ("@organisation", organisation));

    /// <summary>Adds a repo; does nothing when its slug is taken.</summary>
    public static async Task<bool> AddAsync(StoreSession session, string organisation, RepoRow repo,
        CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO atlas_repo (organisation, id, slug, name, driver, description, report_envs, created_at, revision,
                newest_version, newest_sequence, newest_default, requires_plan_approval)
            VALUES (@organisation, @id, @slug, @name, @driver, @description, @report_envs, @created_at, @revision,
                NULL, 0, NULL, 0)
            ON CONFLICT (organisation, slug) DO NOTHING
            """,
            cancellationToken,
            ("@organisation", organisation), ("@id", repo.Id), ("@slug", repo.Slug), ("@name", repo.Name),
            ("@driver", repo.Driver),
            ("@description", repo.Description), ("@report_envs", Write(repo.ReportEnvs)),
            ("@created_at", repo.CreatedAt),
            ("@revision", repo.Revision)) == 1;

    /// <summary>Saves what may change of a repo, as the next revision; the repo is locked.</summary>
    public static Task SaveAsync(StoreSession session, string organisation, RepoRow repo,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_repo
            SET driver = @driver, report_envs = @report_envs, revision = revision + 1, newest_version = @newest_version,
                newest_sequence = @newest_sequence, newest_default = @newest_default,
                requires_plan_approval = @requires_plan_approval, protected_envs = @protected_envs
            WHERE organisation = @organisation AND id = @id
            """,
            cancellationToken,
            ("@organisation", organisation), ("@id", repo.Id), ("@driver", repo.Driver),
            ("@report_envs", Write(repo.ReportEnvs)),
            ("@newest_version", repo.NewestVersion), ("@newest_sequence", repo.NewestSequence),
            ("@newest_default", repo.NewestDefault), ("@requires_plan_approval", repo.RequiresPlanApproval),
            ("@protected_envs", Write(repo.ProtectedEnvs)));

    public static Task<Seq<string>> EnvironmentsAsync(
        StoreSession session, string organisation, string repoId, CancellationToken cancellationToken) =>
        session.QueryAsync(
            "SELECT env FROM atlas_environment WHERE organisation = @organisation AND repo_id = @repo",
            row => row.Text(0), cancellationToken, ("@organisation", organisation), ("@repo", repoId));

    public static Task AddEnvironmentAsync(
        StoreSession session, string organisation, string repoId, string env, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_environment (organisation, repo_id, env) VALUES (@organisation, @repo, @env)
            ON CONFLICT (organisation, repo_id, env) DO NOTHING
            """,
            cancellationToken, ("@organisation", organisation), ("@repo", repoId), ("@env", env));

    private static RepoRow Read(StoreRow row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Text(4), Texts(row.Text(5)),
        row.Time(6), row.Number(7), row.TextOrNull(8), row.Number(9), row.TextOrNull(10), row.Flag(11))
    {
        ProtectedEnvs = Texts(row.TextOrNull(12) ?? "[]"),
    };

    private static Seq<string> Texts(string json) =>
        (JsonSerializer.Deserialize(json, RegistryJson.Default.StringArray) ?? []).ToSeq();

    private static string Write(Seq<string> envs) =>
        JsonSerializer.Serialize([.. envs], RegistryJson.Default.StringArray);
}
