namespace Atlas.Databases.Sqlite.Sql;

/// <summary>Walks over the tokens of one statement.</summary>
internal sealed class Cursor(string sql)
{
    private static readonly Token End = new(TokenKind.Symbol, "\0", int.MaxValue, int.MaxValue);
    private readonly List<Token> _tokens = Lexer.Read(sql);
    private int _at;

    public bool IsAtEnd => _at >= _tokens.Count;

    public Token Current => Peek(0);

    public Token Peek(int ahead) => _at + ahead < _tokens.Count ? _tokens[_at + ahead] : End;

    public Token Take()
    {
        var token = Current;
        _at++;
        return token;
    }

    public bool TryTake(string keyword)
    {
        if (!Current.Is(keyword)) return false;
        _at++;
        return true;
    }

    public bool TryTake(char symbol)
    {
        if (!Current.Is(symbol)) return false;
        _at++;
        return true;
    }

    /// <summary>Takes two keywords that stand behind each other, or none.</summary>
    public bool TryTake(string first, string second)
    {
        if (!Current.Is(first) || !Peek(1).Is(second)) return false;
        _at += 2;
        return true;
    }

    /// <summary>Takes a parenthesised group and returns the text inside; empty when none stands here.</summary>
    public string TakeGroup()
    {
        if (!Current.Is('(')) return "";
        var from = Take().End;
        for (var depth = 1; !IsAtEnd;)
        {
            var token = Take();
            if (token.Is('(')) depth++;
            else if (token.Is(')') && --depth == 0) return sql[from..token.Start];
        }

        return sql[from..];
    }

    /// <summary>Takes a parenthesised list and returns the text of each member.</summary>
    public List<string> TakeList()
    {
        var members = new List<string>();
        if (!TryTake('(')) return members;
        while (!IsAtEnd && !Current.Is(')'))
        {
            members.Add(TakeUntilCommaOrClose());
            if (!TryTake(',')) break;
        }

        TryTake(')');
        return members;
    }

    /// <summary>Returns the text from here to the end.</summary>
    public string Rest() => IsAtEnd ? "" : sql[Current.Start..];

    private string TakeUntilCommaOrClose()
    {
        var (start, end) = (Current.Start, Current.Start);
        for (var depth = 0; !IsAtEnd; end = Take().End)
        {
            if (depth == 0 && (Current.Is(',') || Current.Is(')'))) break;
            if (Current.Is('(')) depth++;
            else if (Current.Is(')')) depth--;
        }

        return sql[start..end];
    }
}
