using System.Text.Json;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>Merge requests on GitLab (docs.gitlab.com: commits, merge requests, approvals and notes API).</summary>
internal sealed class GitLabApi(string address, string project, string token)
    : PullRequestApi(new("GitLab", address, "PRIVATE-TOKEN", token))
{
    private const int PageSize = 100;

    /// <inheritdoc/>
    public override int LongestComment => 1_000_000;

    /// <inheritdoc/>
    public override async Task<PullRequest?> OfCommitAsync(
        string commit, ICollection<string> gaps, CancellationToken cancellationToken)
    {
        var found = (await Http.GetAsync(
            $"/projects/{project}/repository/commits/{commit}/merge_requests", cancellationToken)).List()
            .Where(m => m.Text("state") == "merged").ToList();
        if (found.FirstOrDefault().Text("iid") is not { } number) return null;

        var merge = await Http.GetAsync($"/projects/{project}/merge_requests/{number}", cancellationToken);
        var reviews = await OrGapAsync("Its approvals", gaps, () => ApprovalsAsync(number, cancellationToken));
        return new(
            number, merge.Text("web_url") ?? "", merge.Text("title") ?? "", merge.Text("author", "username"), reviews,
            merge.Text("merge_user", "username") ?? merge.Text("merged_by", "username"), merge.Time("merged_at"));
    }

    /// <inheritdoc/>
    public override async Task<Seq<Comment>> CommentsAsync(string number, CancellationToken cancellationToken) =>
    [
        .. (await PagesAsync(
            p => $"{Notes(number)}?per_page={PageSize}&page={p}", PageSize, a => a.List(), cancellationToken))
            .Select(n => new Comment(n.Text("id") ?? "", n.Text("body") ?? "")),
    ];

    /// <inheritdoc/>
    public override async Task<string> AddAsync(string number, string body, CancellationToken cancellationToken)
    {
        await Http.SendAsync(HttpMethod.Post, Notes(number), new() { ["body"] = body }, cancellationToken);
        return "";
    }

    /// <inheritdoc/>
    public override async Task<string> ChangeAsync(
        string number, Comment comment, string body, CancellationToken cancellationToken)
    {
        await Http.SendAsync(
            HttpMethod.Put, $"{Notes(number)}/{comment.Id}", new() { ["body"] = body }, cancellationToken);
        return "";
    }

    private string Notes(string number) => $"/projects/{project}/merge_requests/{number}/notes";

    private async Task<Seq<PullRequestReview>> ApprovalsAsync(string number, CancellationToken cancellationToken) =>
    [
        .. (await Http.GetAsync($"/projects/{project}/merge_requests/{number}/approvals", cancellationToken))
            .List("approved_by").Select(a => new PullRequestReview(a.Text("user", "username") ?? "(unknown)", "APPROVED")),
    ];
}
