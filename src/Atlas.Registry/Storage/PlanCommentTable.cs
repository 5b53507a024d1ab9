using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Registry.Storage;

/// <summary>The table of what was said of plans.</summary>
internal static class PlanCommentTable
{
    private const string OfPlan = "FROM atlas_plan_comment WHERE organisation = @organisation AND repo_id = @repo AND plan = @plan";

    public static Task AddAsync(
        StoreSession session, string organisation, string repoId, string plan, PlanComment comment,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_plan_comment (organisation, repo_id, plan, id, author, said_at, line, digest, body)
            VALUES (@organisation, @repo, @plan, @id, @author, @at, @line, @digest, @body)
            """,
            cancellationToken,
            [
                .. Arguments(organisation, repoId, plan), ("@id", comment.Id), ("@author", comment.Author),
                ("@at", comment.At), ("@line", comment.Line), ("@digest", comment.Digest.Value), ("@body", comment.Text),
            ]);

    /// <summary>Lists what was said, oldest first.</summary>
    public static Task<Seq<PlanComment>> ListAsync(
        StoreSession session, string organisation, string repoId, string plan, int limit, long offset,
        CancellationToken cancellationToken) =>
        session.QueryAsync(
            $"SELECT id, author, said_at, line, digest, body {OfPlan} ORDER BY said_at, id LIMIT @limit OFFSET @offset",
            row => new PlanComment(
                row.Text(0), row.Text(1), row.Time(2), (int?)row.NumberOrNull(3), new Digest(row.Text(4)), row.Text(5)),
            cancellationToken,
            [.. Arguments(organisation, repoId, plan), ("@limit", limit), ("@offset", offset)]);

    public static Task<long> CountAsync(
        StoreSession session, string organisation, string repoId, string plan, CancellationToken cancellationToken) =>
        session.CountAsync($"SELECT COUNT(*) {OfPlan}", cancellationToken, Arguments(organisation, repoId, plan));

    /// <summary>Takes away all that was said of a plan.</summary>
    public static Task RemoveAsync(
        StoreSession session, string organisation, string repoId, string plan, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE {OfPlan}", cancellationToken, Arguments(organisation, repoId, plan));

    private static (string, object?)[] Arguments(string organisation, string repoId, string plan) =>
        [("@organisation", organisation), ("@repo", repoId), ("@plan", plan)];
}
