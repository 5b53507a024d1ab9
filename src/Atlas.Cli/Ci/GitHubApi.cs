using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>Pull requests on GitHub (docs.github.com: REST API, pulls and issue comments).</summary>
internal sealed class GitHubApi(string address, string repository, string token)
    : PullRequestApi(new("GitHub", address, "Authorization", $"Bearer {token}"))
{
    private const int PageSize = 100;

    /// <inheritdoc/>
    public override int LongestComment => 65_536;

    /// <inheritdoc/>
    public override async Task<PullRequest?> OfCommitAsync(
        string commit, ICollection<string> gaps, CancellationToken cancellationToken)
    {
        // The platform knows a merge, a squash and each rebased commit as those of the pull request.
        var found = (await Http.GetAsync($"/repos/{repository}/commits/{commit}/pulls", cancellationToken)).List()
            .Where(p => p.Time("merged_at") is not null).ToList();
        if ((found.Find(p => p.Text("merge_commit_sha") == commit) is { ValueKind: JsonValueKind.Object } exact
            ? exact : found.FirstOrDefault()).Text("number") is not { } number) return null;

        var pull = await Http.GetAsync($"/repos/{repository}/pulls/{number}", cancellationToken);
        var reviews = await OrGapAsync("Its reviews", gaps, () => ReviewsAsync(number, cancellationToken));
        return new(
            number, pull.Text("html_url") ?? "", pull.Text("title") ?? "", pull.Text("user", "login"), reviews,
            pull.Text("merged_by", "login"), pull.Time("merged_at"));
    }

    /// <inheritdoc/>
    public override async Task<Seq<Comment>> CommentsAsync(string number, CancellationToken cancellationToken) =>
    [
        .. (await PagesAsync(
            p => $"/repos/{repository}/issues/{number}/comments?per_page={PageSize}&page={p}", PageSize,
            a => a.List(), cancellationToken)).Select(c => new Comment(c.Text("id") ?? "", c.Text("body") ?? "")),
    ];

    /// <inheritdoc/>
    public override async Task<string> AddAsync(string number, string body, CancellationToken cancellationToken) =>
        (await Http.SendAsync(
            HttpMethod.Post, $"/repos/{repository}/issues/{number}/comments", new() { ["body"] = body },
            cancellationToken)).Text("html_url") ?? "";

    /// <inheritdoc/>
    public override async Task<string> ChangeAsync(
        string number, Comment comment, string body, CancellationToken cancellationToken) =>
        (await Http.SendAsync(
            HttpMethod.Patch, $"/repos/{repository}/issues/comments/{comment.Id}", new() { ["body"] = body },
            cancellationToken)).Text("html_url") ?? "";

    /// <summary>The last verdict of each reviewer; a mere comment doesn't take a verdict back.</summary>
    private async Task<Seq<PullRequestReview>> ReviewsAsync(string number, CancellationToken cancellationToken)
    {
        var all = await PagesAsync(
            p => $"/repos/{repository}/pulls/{number}/reviews?per_page={PageSize}&page={p}", PageSize, a => a.List(),
            cancellationToken);
        return
        [
            .. all.Select(r => new PullRequestReview(r.Text("user", "login") ?? "(unknown)", r.Text("state") ?? ""))
                .GroupBy(r => r.Reviewer, StringComparer.Ordinal)
                .Select(g => g.LastOrDefault(r => r.Verdict != "COMMENTED") ?? g.Last()),
        ];
    }
}
