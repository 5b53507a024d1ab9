using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>Pull requests on Bitbucket Cloud (developer.atlassian.com: REST API 2.0, pull requests).</summary>
internal sealed class BitbucketApi(string address, string repository, string token)
    : PullRequestApi(new("Bitbucket", address, "Authorization", $"Bearer {token}"))
{
    private const int PageSize = 50;

    /// <inheritdoc/>
    public override int LongestComment => 32_768;

    /// <inheritdoc/>
    public override async Task<PullRequest?> OfCommitAsync(
        string commit, ICollection<string> gaps, CancellationToken cancellationToken)
    {
        var found = (await Http.GetAsync(
            $"/repositories/{repository}/commit/{commit}/pullrequests", cancellationToken)).List("values");
        if (found.FirstOrDefault().Text("id") is not { } number) return null;

        var pull = await Http.GetAsync($"/repositories/{repository}/pullrequests/{number}", cancellationToken);
        if (pull.Text("state") != "MERGED") return null;
        return new(
            number, pull.Text("links", "html", "href") ?? "", pull.Text("title") ?? "", Name(pull.At("author")),
            [
                .. from participant in pull.List("participants")
                   where participant.Text("role") == "REVIEWER" || participant.Text("state") is not null
                   select new PullRequestReview(
                       Name(participant.At("user")) ?? "(unknown)", Verdict(participant.Text("state"))),
            ],
            Name(pull.At("closed_by")), pull.Time("closed_on") ?? pull.Time("updated_on"));
    }

    /// <inheritdoc/>
    public override async Task<Seq<Comment>> CommentsAsync(string number, CancellationToken cancellationToken) =>
    [
        .. (await PagesAsync(
            p => $"{Comments(number)}?pagelen={PageSize}&page={p}", PageSize, a => a.List("values"),
            cancellationToken))
            .Select(c => new Comment(c.Text("id") ?? "", c.Text("content", "raw") ?? "")),
    ];

    /// <inheritdoc/>
    public override async Task<string> AddAsync(string number, string body, CancellationToken cancellationToken) =>
        (await Http.SendAsync(HttpMethod.Post, Comments(number), Content(body), cancellationToken))
            .Text("links", "html", "href") ?? "";

    /// <inheritdoc/>
    public override async Task<string> ChangeAsync(
        string number, Comment comment, string body, CancellationToken cancellationToken) =>
        (await Http.SendAsync(
            HttpMethod.Put, $"{Comments(number)}/{comment.Id}", Content(body), cancellationToken))
            .Text("links", "html", "href") ?? "";

    private string Comments(string number) => $"/repositories/{repository}/pullrequests/{number}/comments";

    private static JsonObject Content(string body) => new() { ["content"] = new JsonObject { ["raw"] = body } };

    private static string? Name(JsonElement? user) => user?.Text("nickname") ?? user?.Text("display_name");

    private static string Verdict(string? state) => state switch
    {
        null => "NO_VERDICT",
        _ => state.ToUpperInvariant(),
    };
}
