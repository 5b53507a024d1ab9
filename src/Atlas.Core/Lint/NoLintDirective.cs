using Atlas.Core.Model;

namespace Atlas.Core.Lint;

/// <summary>What <c>-- atlas:nolint</c> keeps silent: everything, or the families and codes that it names.</summary>
/// <param name="Words">The families and codes, as written; empty for everything.</param>
/// <param name="IsThere">Whether there is a directive at all.</param>
public sealed record NoLintDirective(Seq<string> Words, bool IsThere)
{
    /// <summary>No directive.</summary>
    public static readonly NoLintDirective None = new([], false);

    /// <summary>Reads the directives of comments that stand together.</summary>
    public static NoLintDirective In(IEnumerable<string> comments)
    {
        var found = WordsOf("atlas:nolint", comments);
        return found.Count == 0 ? None
            : new(found.Exists(w => w.Length == 0) ? [] : [.. found.SelectMany(w => w)], true);
    }

    /// <summary>Returns the words behind each directive of one name.</summary>
    internal static List<string[]> WordsOf(string directive, IEnumerable<string> comments) =>
    [
        .. comments.Select(c => c.TrimStart('-', '#', ' ', '\t'))
            .Where(c => c.StartsWith(directive, StringComparison.Ordinal)
                && (c.Length == directive.Length || c[directive.Length] is ' ' or '\t'))
            .Select(c => c[directive.Length..].Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries)),
    ];

    /// <summary>Returns whether a rule is kept silent.</summary>
    public bool Silences(Rule rule) => IsThere && (Words.IsEmpty
        || Words.Any(w => w == rule.Family.Name || w.Equals(rule.Code, StringComparison.OrdinalIgnoreCase)));
}
