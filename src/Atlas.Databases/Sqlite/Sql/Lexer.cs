namespace Atlas.Databases.Sqlite.Sql;

/// <summary>Splits SQLite's SQL into tokens; comments and blanks vanish. Never throws: what isn't closed ends with the
/// text.</summary>
/// <remarks>Source: sqlite.org/lang_keywords.html and lang_expr.html (literals), as <c>sqlite_master</c> holds any text
/// that was accepted.</remarks>
internal static class Lexer
{
    public static List<Token> Read(string sql)
    {
        var tokens = new List<Token>();
        var at = 0;
        while ((at = SkipBlank(sql, at)) < sql.Length)
        {
            var token = Next(sql, at);
            tokens.Add(token);
            at = token.End;
        }

        return tokens;
    }

    private static int SkipBlank(string sql, int at)
    {
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at])) at++;
            else if (StartsWith(sql, at, "--")) at = Behind(sql, "\n", at + 2);
            else if (StartsWith(sql, at, "/*")) at = Behind(sql, "*/", at + 2);
            else break;
        }

        return at;
    }

    private static Token Next(string sql, int at) => sql[at] switch
    {
        '\'' => Quoted(TokenKind.Text, sql, at, '\''),
        '"' => Quoted(TokenKind.QuotedName, sql, at, '"'),
        '`' => Quoted(TokenKind.QuotedName, sql, at, '`'),
        '[' => Bracketed(sql, at),
        'x' or 'X' when at + 1 < sql.Length && sql[at + 1] == '\'' => Blob(sql, at),
        var c when char.IsAsciiDigit(c) || (c == '.' && at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1])) =>
            Number(sql, at),
        var c when IsWordPart(c) => Word(sql, at),
        _ => new Token(TokenKind.Symbol, sql[at].ToString(), at, at + 1),
    };

    private static Token Quoted(TokenKind kind, string sql, int start, char quote)
    {
        var end = start + 1;
        while (end < sql.Length && (sql[end] != quote || (end + 1 < sql.Length && sql[end + 1] == quote)))
            end += sql[end] == quote ? 2 : 1;
        var value = sql[(start + 1)..Math.Min(end, sql.Length)]
            .Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal);
        return new Token(kind, value, start, Math.Min(end + 1, sql.Length));
    }

    private static Token Bracketed(string sql, int start)
    {
        var close = sql.IndexOf(']', start);
        var end = close < 0 ? sql.Length : close;
        return new Token(TokenKind.QuotedName, sql[(start + 1)..end], start, Math.Min(end + 1, sql.Length));
    }

    private static Token Blob(string sql, int start)
    {
        var end = Behind(sql, "'", start + 2);
        return new Token(TokenKind.Blob, sql[start..end], start, end);
    }

    private static Token Number(string sql, int start)
    {
        var end = start;
        while (end < sql.Length
            && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] is '.' or '_'
            || IsExponentSign(sql, start, end))) end++;
        return new Token(TokenKind.Number, sql[start..end], start, end);
    }

    private static bool IsExponentSign(string sql, int start, int at) =>
        sql[at] is '+' or '-' && at > start && sql[at - 1] is 'e' or 'E' && !StartsWith(sql, start, "0x")
            && !StartsWith(sql, start, "0X");

    private static Token Word(string sql, int start)
    {
        var end = start;
        while (end < sql.Length && IsWordPart(sql[end])) end++;
        return new Token(TokenKind.Word, sql[start..end], start, end);
    }

    /// <summary>Every character above ASCII is part of a word to SQLite.</summary>
    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c > 127;

    private static bool StartsWith(string sql, int at, string what) =>
        string.CompareOrdinal(sql, at, what, 0, what.Length) == 0;

    private static int Behind(string sql, string what, int from) =>
        sql.IndexOf(what, from, StringComparison.Ordinal) is var found and >= 0 ? found + what.Length : sql.Length;
}
