using System.Text;
using System.Text.RegularExpressions;

namespace Atlas.Core.Projects;

/// <summary>A pattern of paths: <c>*</c> and <c>?</c> inside a name, <c>[…]</c> for a choice, <c>**</c> over any number
/// of folders.</summary>
internal sealed class PathPattern
{
    private readonly Regex regex;

    public PathPattern(string pattern) =>
        regex = new Regex(Translate(Normal(pattern)), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public bool Matches(string path) => regex.IsMatch(Normal(path));

    private static string Normal(string path) =>
        path.StartsWith("./", StringComparison.Ordinal) ? Normal(path[2..])
        : path.Replace("/./", "/", StringComparison.Ordinal);

    private static string Translate(string pattern)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            if (string.CompareOrdinal(pattern, i, "**/", 0, 3) == 0) { text.Append("(?:[^/]+/)*"); i += 2; }
            else if (string.CompareOrdinal(pattern, i, "**", 0, 2) == 0) { text.Append(".*"); i++; }
            else if (pattern[i] == '*') text.Append("[^/]*");
            else if (pattern[i] == '?') text.Append("[^/]");
            else if (pattern[i] == '[' && pattern.IndexOf(']', i + 1) is var close and > 0)
            {
                text.Append('[').Append(pattern[(i + 1)..close].Replace("\\", "\\\\", StringComparison.Ordinal))
                    .Append(']');
                i = close;
            }
            else text.Append(Regex.Escape(pattern[i].ToString()));
        }

        return text.Append('$').ToString();
    }
}
