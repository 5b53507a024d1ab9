using System.Diagnostics;
using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>The table of runs of tests against versions.</summary>
internal static class TestRunTable
{
    private const string Select =
        "SELECT body, outcome, subject, recorded_at FROM atlas_test_run WHERE organisation = @organisation";

    private const string Filter = "AND repo_id = @repo AND (@version = '' OR version = @version)";

    public static Task<TestRun?> ByIdAsync(
        StoreSession session, string organisation, string id, CancellationToken cancellationToken) =>
        session.FirstAsync($"{Select} AND id = @id", Read, cancellationToken, ("@organisation", organisation),
            ("@id", id));

    /// <summary>Lists the runs against a version, oldest first.</summary>
    /// <param name="version">Only this version; empty for all.</param>
    public static Task<Seq<TestRun>> OfVersionAsync(
        StoreSession session, string organisation, string repoId, string version,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} {Filter} ORDER BY recorded_at, id", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@version", version));

    /// <summary>Lists runs, newest first.</summary>
    public static Task<Seq<TestRun>> ListAsync(
        StoreSession session, string organisation, string repoId, string version, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} {Filter} ORDER BY recorded_at DESC, id DESC LIMIT @limit OFFSET @offset", Read,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@version", version), ("@limit", limit),
            ("@offset", offset));

    public static Task<long> CountAsync(
        StoreSession session, string organisation, string repoId, string version,
        CancellationToken cancellationToken) =>
        session.CountAsync(
            $"SELECT COUNT(*) FROM atlas_test_run WHERE organisation = @organisation {Filter}", cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@version", version));

    public static Task AddAsync(
        StoreSession session, string organisation, string repoId, TestRun run, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_test_run (organisation, id, repo_id, version, outcome, subject, recorded_at, body)
            VALUES (@organisation, @id, @repo, @version, @outcome, @subject, @at, @body)
            """,
            cancellationToken,
            ("@organisation", organisation), ("@id", run.Report.Id), ("@repo", repoId),
            ("@version", run.Report.Version), ("@outcome", Words.Of(run.Outcome)), ("@subject", run.Subject),
            ("@at", run.At), ("@body", JsonSerializer.Serialize(run.Report, RegistryJson.Default.TestReport)));

    private static TestRun Read(StoreRow row) => new(
        JsonSerializer.Deserialize(row.Text(0), RegistryJson.Default.TestReport)
            ?? throw new UnreachableException("A stored run of tests has a body."),
        Words.Evidence(row.Text(1)), row.Text(2), row.Time(3));
}
