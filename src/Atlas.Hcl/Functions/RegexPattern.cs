using System.Text.RegularExpressions;
using Atlas.Hcl.Evaluation;

namespace Atlas.Hcl.Functions;

/// <summary>A compiled pattern in the syntax of RE2, which matches in time linear in the text.</summary>
internal sealed class RegexPattern
{
    private readonly Regex regex;

    private RegexPattern(Regex regex, IReadOnlyList<string?> groups) => (this.regex, Groups) = (regex, groups);

    /// <summary>Gets the names of the groups from number 1 on; null for a group without a name.</summary>
    public IReadOnlyList<string?> Groups { get; }

    /// <summary>Compiles a pattern; a mistake is one of the argument at that position.</summary>
    public static RegexPattern Compile(string pattern, int argument)
    {
        var translation = new RegexTranslation(pattern, argument);
        var translated = translation.Run();
        try
        {
            var regex = new Regex(translated, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return new RegexPattern(regex, translation.Groups);
        }
        catch (NotSupportedException)
        {
            // The platform counts the states once more, in its own way.
            throw new FunctionException("the pattern is not valid: it is too big", argument);
        }
    }

    /// <summary>Returns the number of a named group, or -1.</summary>
    public int NumberOf(string name)
    {
        for (var i = 0; i < Groups.Count; i++)
            if (Groups[i] == name) return i + 1;
        return -1;
    }

    /// <summary>
    /// Lists the matches from left to right; an empty one doesn't count where the one before it ends.
    /// </summary>
    public IEnumerable<Match> Matches(string text)
    {
        var lastEnd = -1;
        foreach (var match in regex.Matches(text).Cast<Match>())
        {
            var isEmpty = match.Length == 0;
            var splitsPair = isEmpty && match.Index > 0 && match.Index < text.Length &&
                char.IsSurrogatePair(text[match.Index - 1], text[match.Index]);
            if (isEmpty && match.Index == lastEnd || splitsPair) continue;
            lastEnd = match.Index + match.Length;
            yield return match;
        }
    }
}
