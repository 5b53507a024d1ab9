using System.Diagnostics;
using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Storage;

/// <summary>A plan as it is stored.</summary>
internal sealed record PlanRow(
    string Name, Fingerprint From, Fingerprint To, string Migration, PlanStatus Status, string Author,
    DateTimeOffset PushedAt, PlanReplay Replay, Claims Claims, PlanReview? Review)
{
    public StoredPlan ToPlan(Caller caller, RepoRow repo) => ToPlan(caller, repo.Slug);

    public StoredPlan ToPlan(Caller caller, string repo) =>
        new(repo, Name, From, To, Migration, Status, Author, PushedAt, Replay, Claims)
        {
            Review = Review,
            Link = caller.Links.Plan(repo, Name),
        };
}

/// <summary>The table of plans.</summary>
internal static class PlanTable
{
    private const string Select = """
        SELECT name, from_fingerprint, to_fingerprint, migration, status, author, pushed_at, replay, claims, review
        FROM atlas_plan
        WHERE organisation = @organisation AND repo_id = @repo
        """;

    private const string Filter = """
        AND (@from = '' OR from_fingerprint = @from) AND (@to = '' OR to_fingerprint = @to)
        AND (@status = '' OR status = @status)
        """;

    public static Task<PlanRow?> ByNameAsync(
        StoreSession session, string organisation, string repoId, string name, CancellationToken cancellationToken) =>
        session.FirstAsync(
            $"{Select} AND name = @name", Read, cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@name", name));

    /// <summary>Lists plans, newest first.</summary>
    public static Task<Seq<PlanRow>> ListAsync(
        StoreSession session, string organisation, string repoId, PlanFilter filter, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"{Select} {Filter} ORDER BY pushed_at DESC, name LIMIT @limit OFFSET @offset", Read, cancellationToken,
            [.. Arguments(organisation, repoId, filter), ("@limit", limit), ("@offset", offset)]);

    /// <summary>Lists plans of all repos that the caller may read with the repos' slugs, newest first.</summary>
    public static Task<Seq<(PlanRow Plan, string Repo)>> ListAllAsync(
        StoreSession session, Caller caller, PlanStatus? status, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"""
            SELECT p.name, p.from_fingerprint, p.to_fingerprint, p.migration, p.status, p.author, p.pushed_at, p.replay,
                p.claims, p.review, r.slug
            FROM atlas_plan p
            JOIN atlas_repo r ON r.organisation = p.organisation AND r.id = p.repo_id
            WHERE p.organisation = @organisation AND (@status = '' OR p.status = @status)
                {caller.Fence(Scopes.Read).On("p.repo_id")}
            ORDER BY p.pushed_at DESC, r.slug, p.name LIMIT @limit OFFSET @offset
            """,
            row => (Read(row), row.Text(10)), cancellationToken,
            [.. OfAll(caller, status), ("@limit", limit), ("@offset", offset)]);

    public static Task<long> CountAllAsync(
        StoreSession session, Caller caller, PlanStatus? status, CancellationToken cancellationToken) =>
        session.CountAsync(
            "SELECT COUNT(*) FROM atlas_plan p WHERE p.organisation = @organisation " +
                $"AND (@status = '' OR p.status = @status) {caller.Fence(Scopes.Read).On("p.repo_id")}",
            cancellationToken, OfAll(caller, status));

    private static (string, object?)[] OfAll(Caller caller, PlanStatus? status) =>
    [
        ("@organisation", caller.Organisation), ("@status", status is { } one ? Words.Of(one) : ""),
        .. caller.Fence(Scopes.Read).Arguments,
    ];

    public static Task<long> CountAsync(
        StoreSession session, string organisation, string repoId, PlanFilter filter,
        CancellationToken cancellationToken) =>
        session.CountAsync(
            $"SELECT COUNT(*) FROM atlas_plan WHERE organisation = @organisation AND repo_id = @repo {Filter}",
            cancellationToken, Arguments(organisation, repoId, filter));

    /// <summary>Adds a plan, or replaces the one of its name.</summary>
    public static Task SaveAsync(
        StoreSession session, string organisation, string repoId, PlanRow plan, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_plan (organisation, repo_id, name, from_fingerprint, to_fingerprint, migration, digest,
                status, author, pushed_at, replay, claims, review)
            VALUES (@organisation, @repo, @name, @from, @to, @migration, @digest, @status, @author, @pushed_at, @replay,
                @claims, @review)
            ON CONFLICT (organisation, repo_id, name) DO UPDATE SET
                from_fingerprint = excluded.from_fingerprint, to_fingerprint = excluded.to_fingerprint,
                migration = excluded.migration, digest = excluded.digest, status = excluded.status,
                author = excluded.author, pushed_at = excluded.pushed_at, replay = excluded.replay,
                claims = excluded.claims, review = excluded.review
            """,
            cancellationToken,
            ("@organisation", organisation), ("@repo", repoId), ("@name", plan.Name), ("@from", plan.From.Value),
            ("@to", plan.To.Value), ("@migration", plan.Migration),
            ("@digest", StoredPlan.DigestOf(plan.From, plan.To, plan.Migration).Value),
            ("@status", Words.Of(plan.Status)), ("@author", plan.Author), ("@pushed_at", plan.PushedAt),
            ("@replay", JsonSerializer.Serialize(plan.Replay, RegistryJson.Default.PlanReplay)),
            ("@claims", JsonSerializer.Serialize(plan.Claims, RegistryJson.Default.Claims)),
            ("@review", plan.Review is { } review
                ? JsonSerializer.Serialize(review, RegistryJson.Default.PlanReview) : null));

    public static Task RemoveAsync(
        StoreSession session, string organisation, string repoId, string name, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "DELETE FROM atlas_plan WHERE organisation = @organisation AND repo_id = @repo AND name = @name",
            cancellationToken, ("@organisation", organisation), ("@repo", repoId), ("@name", name));

    private static (string, object?)[] Arguments(string organisation, string repoId, PlanFilter filter) =>
    [
        ("@organisation", organisation), ("@repo", repoId), ("@from", filter.From?.Value ?? ""),
        ("@to", filter.To?.Value ?? ""), ("@status", filter.Status is { } status ? Words.Of(status) : ""),
    ];

    private static PlanRow Read(StoreRow row) => new(
        row.Text(0), new Fingerprint(row.Text(1)), new Fingerprint(row.Text(2)), row.Text(3),
        Words.Status(row.Text(4)) ?? throw new UnreachableException("A stored status has a word."),
        row.Text(5), row.Time(6),
        JsonSerializer.Deserialize(row.Text(7), RegistryJson.Default.PlanReplay)
            ?? throw new UnreachableException("A stored plan was replayed."),
        JsonSerializer.Deserialize(row.Text(8), RegistryJson.Default.Claims) ?? new Claims(),
        row.TextOrNull(9) is { } review ? JsonSerializer.Deserialize(review, RegistryJson.Default.PlanReview) : null);
}
