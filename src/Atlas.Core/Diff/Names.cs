using System.Text;
using Atlas.Core.Migrations;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Puts a column's new name where the old one stands.</summary>
internal static class Names
{
    private static readonly SplitOptions Expressions = new() { DollarQuotes = true, EscapeStrings = true };

    /// <summary>Returns the names with one replaced.</summary>
    public static Seq<string> Renamed(Seq<string> names, string from, string to) =>
        names.Contains(from) ? names.Select(n => n == from ? to : n).ToSeq() : names;

    /// <summary>Returns an SQL expression with a column's name replaced: not inside literals, in calls, or after a
    /// cast.</summary>
    public static string RenamedIn(string expression, string from, string to)
    {
        var tokens = SqlLexer.Tokens(expression, Expressions).ToList();
        var result = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            var text = expression[tokens[i].Start..tokens[i].End];
            var isColumn = IsName(tokens[i].Kind, text, from) && !IsFollowedBy('(', '.') && !IsAfterCast();
            result.Append(isColumn ? Spelt(tokens[i].Kind, text) : text);

            bool IsFollowedBy(char first, char second)
            {
                var next = tokens.Skip(i + 1).SkipWhile(t => t.Kind == SqlTokenKind.Space).FirstOrDefault();
                return next.Kind == SqlTokenKind.Symbol
                    && (expression[next.Start] == first || expression[next.Start] == second);
            }

            bool IsAfterCast() =>
                i > 0 && tokens[i - 1] is { Kind: SqlTokenKind.Symbol } before && expression[before.Start] == ':';
        }

        return result.ToString();

        string Spelt(SqlTokenKind kind, string old) => kind == SqlTokenKind.QuotedName
            ? Quoted(to, old[0])
            : IsPlain(to) ? to : Quoted(to, '"');
    }

    private static bool IsName(SqlTokenKind kind, string text, string name) => kind switch
    {
        SqlTokenKind.Word => text == name || (IsPlain(name) && text.ToLowerInvariant() == name),
        SqlTokenKind.QuotedName => text == Quoted(name, text[0]),
        _ => false,
    };

    private static string Quoted(string name, char quote) =>
        $"{quote}{name.Replace($"{quote}", $"{quote}{quote}", StringComparison.Ordinal)}{quote}";

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
