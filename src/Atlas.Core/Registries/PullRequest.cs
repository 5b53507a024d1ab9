using Atlas.Core.Model;

namespace Atlas.Core.Registries;

/// <summary>The pull request that brought a commit into its branch, as its platform told a client.</summary>
/// <param name="Number">The number.</param>
/// <param name="Url">The address; empty where the platform tells none.</param>
/// <param name="Title">The title.</param>
/// <param name="Author">Who wrote it; null when that isn't known.</param>
/// <param name="Reviews">The last word of each reviewer.</param>
/// <param name="MergedBy">Who merged it; null when that isn't known.</param>
/// <param name="MergedAt">When; null when that isn't known.</param>
public sealed record PullRequest(
    string Number, string Url, string Title, string? Author, Seq<PullRequestReview> Reviews, string? MergedBy,
    DateTimeOffset? MergedAt);

/// <summary>The last word of a reviewer.</summary>
/// <param name="Reviewer">Who, as the platform calls them.</param>
/// <param name="Verdict">The platform's word in capitals, such as <c>APPROVED</c>.</param>
public sealed record PullRequestReview(string Reviewer, string Verdict);
