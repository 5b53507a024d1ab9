using Atlas.Core.Dialects;

namespace Atlas.Cli.Ci;

/// <summary>A comment on a pull request that is kept up to date instead of being written again.</summary>
/// <param name="key">Which one it is: a pull request has one for each key.</param>
internal sealed class PullRequestComment(string key)
{
    private const string Cut = "\n\n*The rest is cut: the platform takes no longer comment.*";

    /// <summary>Gets what the comment is found by: a link definition, which no platform shows.</summary>
    public string Marker => $"[//]: # (atlas:{key})";

    /// <summary>Writes the comment, over the one that is there.</summary>
    /// <returns>Whether it was made anew, and its address; an empty text where the platform tells none.</returns>
    public async Task<(bool IsNew, string Url)> WriteAsync(
        PullRequestApi api, string number, string markdown, CancellationToken cancellationToken)
    {
        var body = Body(markdown, api.LongestComment);
        var there = (await api.CommentsAsync(number, cancellationToken))
            .FirstOrDefault(c => c.Body.Contains(Marker, StringComparison.Ordinal));
        return there is null
            ? (true, await api.AddAsync(number, body, cancellationToken))
            : (false, await api.ChangeAsync(number, there, body, cancellationToken));
    }

    /// <summary>Returns the comment's text with its marker, cut where the platform takes no more.</summary>
    public string Body(string markdown, int longest)
    {
        var text = markdown.TrimEnd('\n');
        var room = longest - Marker.Length - 2;
        if (text.Length <= room) return $"{text}\n\n{Marker}";
        var end = text.LastIndexOf('\n', room - Cut.Length - "\n```".Length);
        if (end <= 0) end = room - Cut.Length - "\n```".Length;
        var kept = text[..end];
        var isInFence = kept.Split('\n').Count(l => l.StartsWith("```", StringComparison.Ordinal)) % 2 == 1;
        return $"{kept}{(isInFence ? "\n```" : "")}{Cut}\n\n{Marker}";
    }

    /// <summary>Checks a key: letters, digits and dashes.</summary>
    /// <exception cref="FailureException">It holds something else.</exception>
    public static string CheckKey(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? key : throw new FailureException($"--key \"{key}\": a key consists of letters, digits, '-' and '_'");
}
