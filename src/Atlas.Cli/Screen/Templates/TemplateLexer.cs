namespace Atlas.Cli.Screen.Templates;

/// <summary>Cuts a template into text and the tokens of its actions; trim markers and comments are gone
/// afterwards.</summary>
internal sealed class TemplateLexer(TemplateSource source)
{
    private const string White = " \t\r\n";
    private readonly string _text = source.Text;
    private readonly List<TemplateToken> _tokens = [];
    private int _at;
    private int _depth;

    public static List<TemplateToken> Read(TemplateSource source) => new TemplateLexer(source).Read();

    private List<TemplateToken> Read()
    {
        var trim = false;
        while (_at < _text.Length)
        {
            var open = _text.IndexOf("{{", _at, StringComparison.Ordinal);
            var end = open < 0 ? _text.Length : open;
            var trimsLeft = open >= 0 && StartsTrim(open + 2);
            Text(_at, end, trim, trimsLeft);
            _at = end;
            trim = open >= 0 && Action(open, trimsLeft);
        }
        _tokens.Add(new(TokenKind.End, "", _text.Length));
        return _tokens;
    }

    private void Text(int start, int end, bool trimLeft, bool trimRight)
    {
        if (trimLeft) while (start < end && White.Contains(_text[start])) start++;
        if (trimRight) while (end > start && White.Contains(_text[end - 1])) end--;
        if (end > start) _tokens.Add(new(TokenKind.Text, _text[start..end], start));
    }

    /// <summary>Reads one action and returns whether the text after it is trimmed.</summary>
    private bool Action(int open, bool trimmed)
    {
        _at = open + (trimmed ? 4 : 2);
        if (At("/*"))
        {
            var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
            if (end < 0) throw source.Malformed(open, "unclosed comment");
            _at = end + 2;
            var trims = _at + 4 <= _text.Length && White.Contains(_text[_at]) && At("-}}", _at + 1);
            if (!trims && !At("}}")) throw source.Malformed(open, "comment ends before closing delimiter");
            _at += trims ? 4 : 2;
            return trims;
        }
        _tokens.Add(new(TokenKind.Open, "{{", open));
        _depth = 0;
        while (true)
        {
            if (_at >= _text.Length) throw source.Malformed(open, "unclosed action");
            var trims = White.Contains(_text[_at]) && At("-}}", _at + 1);
            if (trims || At("}}"))
            {
                if (_depth > 0) throw source.Malformed(_at, "unclosed left paren");
                _tokens.Add(new(TokenKind.Close, "}}", _at));
                _at += trims ? 4 : 2;
                return trims;
            }
            Inside();
        }
    }

    private void Inside()
    {
        var start = _at;
        var c = _text[_at];
        switch (c)
        {
            case ' ' or '\t' or '\r' or '\n':
                while (_at < _text.Length && White.Contains(_text[_at]) && !At("-}}", _at + 1)) _at++;
                Add(TokenKind.Space, start);
                break;
            case ':' when At(":="):
                _at += 2;
                Add(TokenKind.Declare, start);
                break;
            case '=': One(TokenKind.Assign); break;
            case '|': One(TokenKind.Pipe); break;
            case ',': One(TokenKind.Comma); break;
            case '(':
                _depth++;
                One(TokenKind.LeftParenthesis);
                break;
            case ')':
                if (--_depth < 0) throw source.Malformed(_at, "unexpected right paren");
                One(TokenKind.RightParenthesis);
                break;
            case '"': Quoted('"', TokenKind.String, "unterminated quoted string"); break;
            case '\'': Quoted('\'', TokenKind.Char, "unterminated character constant"); break;
            case '`':
                var end = _text.IndexOf('`', _at + 1);
                if (end < 0) throw source.Malformed(start, "unterminated raw quoted string");
                _at = end + 1;
                Add(TokenKind.RawString, start);
                break;
            case '$':
                Name(TokenKind.Variable);
                break;
            case '.' when _at + 1 >= _text.Length || !char.IsAsciiDigit(_text[_at + 1]):
                Name(TokenKind.Field);
                break;
            case '+' or '-' or '.' or (>= '0' and <= '9'):
                Number();
                break;
            default:
                if (!IsLetter(c)) throw source.Malformed(_at, $"unexpected {GoText.Quote(c.ToString())} in action");
                while (_at < _text.Length && IsLetterOrDigit(_text[_at])) _at++;
                Add(TokenKind.Word, start);
                break;
        }
    }

    private void Name(TokenKind kind)
    {
        var start = _at++;
        while (_at < _text.Length && IsLetterOrDigit(_text[_at])) _at++;
        Add(kind == TokenKind.Field && _at == start + 1 ? TokenKind.Dot : kind, start);
    }

    private void Number()
    {
        var start = _at;
        if (_text[_at] is '+' or '-') _at++;
        while (_at < _text.Length
            && (IsLetterOrDigit(_text[_at]) || _text[_at] == '.'
                || (_text[_at] is '+' or '-' && _text[_at - 1] is 'e' or 'E' or 'p' or 'P' && _at > start + 1)))
            _at++;
        Add(TokenKind.Number, start);
    }

    private void Quoted(char quote, TokenKind kind, string unclosed)
    {
        var start = _at++;
        while (_at < _text.Length && _text[_at] != quote)
        {
            if (_text[_at] == '\n') throw source.Malformed(start, unclosed);
            _at += _text[_at] == '\\' ? 2 : 1;
        }
        if (_at >= _text.Length) throw source.Malformed(start, unclosed);
        _at++;
        Add(kind, start);
    }

    private void One(TokenKind kind)
    {
        _at++;
        Add(kind, _at - 1);
    }

    private void Add(TokenKind kind, int start) => _tokens.Add(new(kind, _text[start.._at], start));

    private bool StartsTrim(int at) => at + 1 < _text.Length && _text[at] == '-' && White.Contains(_text[at + 1]);

    private bool At(string text) => At(text, _at);

    private bool At(string text, int at) => string.CompareOrdinal(_text, at, text, 0, text.Length) == 0;

    private static bool IsLetter(char c) => c == '_' || char.IsLetter(c) || char.IsSurrogate(c);

    private static bool IsLetterOrDigit(char c) => IsLetter(c) || char.IsDigit(c);
}
