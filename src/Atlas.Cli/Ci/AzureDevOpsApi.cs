using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>Pull requests on Azure Repos (learn.microsoft.com: Git REST API, pull request query and threads).</summary>
internal sealed class AzureDevOpsApi(string project, string repository, string token)
    : PullRequestApi(new("Azure DevOps", project, "Authorization", $"Bearer {token}"))
{
    private const string Version = "api-version=7.1";

    private string Root => $"/_apis/git/repositories/{repository}";

    /// <inheritdoc/>
    public override int LongestComment => 150_000;

    /// <inheritdoc/>
    public override async Task<PullRequest?> OfCommitAsync(
        string commit, ICollection<string> gaps, CancellationToken cancellationToken)
    {
        var query = new JsonObject
        {
            ["queries"] = new JsonArray(Query("lastMergeCommit", commit), Query("commit", commit)),
        };
        var answer = await Http.SendAsync(
            HttpMethod.Post, $"{Root}/pullrequestquery?{Version}", query, cancellationToken);
        var number = answer.List("results").SelectMany(r => r.List(commit)).Select(p => p.Text("pullRequestId"))
            .FirstOrDefault(n => n is not null);
        if (number is null) return null;

        var pull = await Http.GetAsync($"{Root}/pullRequests/{number}?{Version}", cancellationToken);
        return new(
            number, pull.Text("repository", "webUrl") is { } site ? $"{site}/pullrequest/{number}" : "",
            pull.Text("title") ?? "", pull.Text("createdBy", "uniqueName"),
            [.. pull.List("reviewers").Select(r => new PullRequestReview(r.Text("uniqueName") ?? "(unknown)", Verdict(r.Text("vote"))))],
            pull.Text("closedBy", "uniqueName"), pull.Time("closedDate"));
    }

    /// <inheritdoc/>
    public override async Task<Seq<Comment>> CommentsAsync(string number, CancellationToken cancellationToken) =>
    [
        .. from thread in (await Http.GetAsync(Threads(number) + "?" + Version, cancellationToken)).List("value")
           from comment in thread.List("comments")
           select new Comment($"{thread.Text("id")}/comments/{comment.Text("id")}", comment.Text("content") ?? ""),
    ];

    /// <inheritdoc/>
    public override async Task<string> AddAsync(string number, string body, CancellationToken cancellationToken)
    {
        // A closed thread: it asks nobody for anything.
        var thread = new JsonObject
        {
            ["comments"] = new JsonArray(new JsonObject
            {
                ["parentCommentId"] = 0,
                ["content"] = body,
                ["commentType"] = "text",
            }),
            ["status"] = "closed",
        };
        await Http.SendAsync(HttpMethod.Post, Threads(number) + "?" + Version, thread, cancellationToken);
        return "";
    }

    /// <inheritdoc/>
    public override async Task<string> ChangeAsync(
        string number, Comment comment, string body, CancellationToken cancellationToken)
    {
        await Http.SendAsync(
            HttpMethod.Patch, $"{Threads(number)}/{comment.Id}?{Version}", new() { ["content"] = body },
            cancellationToken);
        return "";
    }

    private string Threads(string number) => $"{Root}/pullRequests/{number}/threads";

    private static JsonObject Query(string type, string commit) =>
        new() { ["type"] = type, ["items"] = new JsonArray(commit) };

    /// <summary>The words of votes (IdentityRefWithVote).</summary>
    private static string Verdict(string? vote) => vote switch
    {
        "10" => "APPROVED",
        "5" => "APPROVED_WITH_SUGGESTIONS",
        "-5" => "WAITING_FOR_AUTHOR",
        "-10" => "REJECTED",
        _ => "NO_VOTE",
    };
}
