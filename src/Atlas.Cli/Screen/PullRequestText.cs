using Atlas.Cli.Commands.Cloud;
using Atlas.Core.Registries;

namespace Atlas.Cli.Screen;

/// <summary>Shows pull requests in one line.</summary>
internal static class PullRequestText
{
    /// <summary>Returns the lines that say which pull request brought a commit in, and what of it isn't known; may be
    /// empty.</summary>
    public static string Lines(Claims claims) =>
        (claims.PullRequest is { } pull ? $"  -- Merged by: {Of(pull)}\n" : "")
        + string.Concat(claims.Gaps.Select(g => $"  -- Not known: {g}\n"));

    /// <summary>Returns its address, and who wrote, reviewed and merged it.</summary>
    public static string Of(PullRequest pull)
    {
        var parts = new List<string> { pull.Url.Length > 0 ? pull.Url : $"#{pull.Number}" };
        if (pull.Author is { } author) parts.Add($"by {author}");
        parts.AddRange(pull.Reviews.Select(r => $"{r.Reviewer}: {r.Verdict.ToLowerInvariant().Replace('_', ' ')}"));
        if (pull.MergedBy is { } merger)
            parts.Add($"merged by {merger}{(pull.MergedAt is { } at ? $" at {CloudOptions.Time(at)}" : "")}");
        return string.Join(", ", parts);
    }
}
