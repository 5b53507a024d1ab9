using System.Text;

namespace Atlas.Databases.Sqlite.Sql;

/// <summary>Spells expressions one way: SQLite keeps them as written, so that only what can't matter is evened
/// out.</summary>
internal static class ExpressionText
{
    /// <summary>
    /// Returns the expression without comments and outer parentheses, every run of blanks as one blank, and the quotes
    /// of names as ALTER
    /// TABLE writes them. Names in double quotes may be texts to SQLite, so that no quotes can be added or taken away.
    /// </summary>
    public static string Canonical(string sql)
    {
        var tokens = Lexer.Read(sql);
        var (from, to) = (0, tokens.Count);
        while (to - from > 1 && IsOneGroup(tokens, from, to)) (from, to) = (from + 1, to - 1);
        var text = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (i > from && tokens[i].Start > tokens[i - 1].End) text.Append(' ');
            if (tokens[i].Kind == TokenKind.QuotedName) text.Append(Quoted(tokens[i].Value));
            else text.Append(sql, tokens[i].Start, tokens[i].End - tokens[i].Start);
        }

        return text.ToString();
    }

    /// <summary>Returns whether the expression mentions a column or a table of that name.</summary>
    public static bool Mentions(string sql, string name) =>
        Lexer.Read(sql).Any(t => t.IsName && t.Value.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns a name in the quotes that expressions have.</summary>
    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsOneGroup(List<Token> tokens, int from, int to)
    {
        if (!tokens[from].Is('(') || !tokens[to - 1].Is(')')) return false;
        var depth = 0;
        for (var i = from; i < to - 1; i++)
        {
            if (tokens[i].Is('(')) depth++;
            else if (tokens[i].Is(')') && --depth == 0) return false;
        }

        return true;
    }
}
