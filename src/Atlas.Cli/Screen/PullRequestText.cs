using Atlas.Cli.Commands.Cloud;
using Atlas.Core.Registries;

namespace Atlas.Cli.Screen;

/// <summary>Shows pull requests in one line.</summary>
internal static class PullRequestText
{
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
