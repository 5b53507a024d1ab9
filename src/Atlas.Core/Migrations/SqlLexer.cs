namespace Atlas.Core.Migrations;

/// <summary>Cuts SQL into tokens, just far enough to know what is quoted. Every character is in exactly one
/// token.</summary>
/// <remarks>Reads each character a fixed number of times and never fails; what isn't closed is a token that says
/// so.</remarks>
internal sealed class SqlLexer(string text, SplitOptions options)
{
    /// <summary>Returns all tokens in order.</summary>
    public static IEnumerable<SqlToken> Tokens(string text, SplitOptions options)
    {
        var lexer = new SqlLexer(text, options);
        for (var at = 0; at < text.Length;)
        {
            var token = lexer.At(at);
            yield return token;
            at = token.End;
        }
    }

    /// <summary>Returns the token that begins at a position inside the text.</summary>
    public SqlToken At(int start)
    {
        var next = Peek(start + 1);
        return text[start] switch
        {
            '-' when next == '-' => LineComment(start),
            '#' when options.HashComments => LineComment(start),
            '/' when next == '*' => BlockComment(start),
            '\'' => Quoted(start, start, '\'', options.BackslashEscapes, SqlTokenKind.Text),
            '"' => Quoted(start, start, '"', options.BackslashEscapes, SqlTokenKind.QuotedName),
            '`' => Quoted(start, start, '`', false, SqlTokenKind.QuotedName),
            '[' when options.BracketIdentifiers => Bracketed(start),
            '$' when char.IsAsciiDigit(next) =>
                new(SqlTokenKind.Placeholder, start, While(start + 1, char.IsAsciiDigit)),
            '$' when options.DollarQuotes => Dollars(start),
            '.' when char.IsAsciiDigit(next) => Number(start),
            var c when char.IsWhiteSpace(c) => new(SqlTokenKind.Space, start, While(start, char.IsWhiteSpace)),
            var c when char.IsAsciiDigit(c) => Number(start),
            var c when IsWordStart(c) => Word(start),
            _ => new(SqlTokenKind.Symbol, start, start + 1),
        };
    }

    /// <summary>Returns whether a character can continue an identifier.</summary>
    public static bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c) || c == '$';

    private static bool IsWordStart(char c) =>
        char.IsAsciiLetter(c) || c == '_' || (c >= '\u0080' && !char.IsWhiteSpace(c));

    private char Peek(int at) => at < text.Length ? text[at] : '\0';

    private int While(int at, Func<char, bool> condition)
    {
        while (at < text.Length && condition(text[at])) at++;
        return at;
    }

    private SqlToken LineComment(int start) =>
        new(SqlTokenKind.LineComment, start, While(start, c => c is not ('\n' or '\r')));

    private SqlToken BlockComment(int start)
    {
        var depth = 1;
        for (var at = start + 2; at < text.Length; at++)
        {
            if (text[at] == '*' && Peek(at + 1) == '/')
            {
                at++;
                if (--depth == 0) return new(SqlTokenKind.BlockComment, start, at + 1);
            }
            else if (options.NestedComments && text[at] == '/' && Peek(at + 1) == '*')
            {
                at++;
                depth++;
            }
        }

        return new(SqlTokenKind.BlockComment, start, text.Length, IsClosed: false);
    }

    private SqlToken Quoted(int start, int open, char quote, bool hasEscapes, SqlTokenKind kind)
    {
        for (var at = open + 1; at < text.Length; at++)
        {
            if (hasEscapes && text[at] == '\\') at++;
            else if (text[at] != quote) continue;
            else if (Peek(at + 1) == quote) at++;
            else return new(kind, start, at + 1);
        }

        return new(kind, start, text.Length, IsClosed: false);
    }

    private SqlToken Bracketed(int start) => text.IndexOf(']', start) is var end and >= 0
        ? new(SqlTokenKind.QuotedName, start, end + 1)
        : new(SqlTokenKind.QuotedName, start, text.Length, IsClosed: false);

    private SqlToken Dollars(int start)
    {
        var tag = IsWordStart(Peek(start + 1)) ? While(start + 1, c => IsWordPart(c) && c != '$') : start + 1;
        if (Peek(tag) != '$') return new(SqlTokenKind.Symbol, start, start + 1);
        var mark = text[start..(tag + 1)];
        return text.IndexOf(mark, tag + 1, StringComparison.Ordinal) is var end and >= 0
            ? new(SqlTokenKind.Text, start, end + mark.Length)
            : new(SqlTokenKind.Text, start, text.Length, IsClosed: false);
    }

    private SqlToken Number(int start)
    {
        var at = While(start, c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
        // 1e-5: the sign belongs to the number; 0x1e-5 is a subtraction.
        var isHexadecimal = Peek(start + 1) is 'x' or 'X';
        if (!isHexadecimal && text[at - 1] is 'e' or 'E' && Peek(at) is '+' or '-' && char.IsAsciiDigit(Peek(at + 1)))
            at = While(at + 1, char.IsAsciiDigit);
        return new(SqlTokenKind.Number, start, at);
    }

    private SqlToken Word(int start)
    {
        var end = While(start, IsWordPart);
        var word = text.AsSpan(start, end - start);
        if (Peek(end) == '&' && Peek(end + 1) is '\'' or '"' && word.Equals("U", StringComparison.OrdinalIgnoreCase))
        {
            var kind = text[end + 1] == '"' ? SqlTokenKind.QuotedName : SqlTokenKind.Text;
            return Quoted(start, end + 1, text[end + 1], false, kind);
        }

        if (Peek(end) != '\'' || word.Length != 1 || !"eExXbBnN".Contains(word[0], StringComparison.Ordinal))
            return new(SqlTokenKind.Word, start, end);
        var hasEscapes = options.BackslashEscapes || (options.EscapeStrings && word[0] is 'e' or 'E');
        return Quoted(start, end, '\'', hasEscapes, SqlTokenKind.Text);
    }
}
