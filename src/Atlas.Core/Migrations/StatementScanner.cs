using System.Text;
using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Migrations;

/// <summary>Walks through a file once, from token to token.</summary>
internal sealed class StatementScanner(string name, string text, SplitOptions options)
{
    private const string Directive = "-- atlas:delimiter ";

    private readonly SqlLexer lexer = new(text, options);
    private readonly List<SqlText> statements = [];
    private readonly List<string> comments = [];
    private readonly Stack<int> parentheses = [];
    private string delimiter = ";";
    private BlockTracker blocks = new(options);

    // The first character of the statement; below 0 between statements.
    private int start = -1;
    private int line = 1;
    private int startLine;
    private bool isFirstOfFile = true;
    private bool isOnDelimiterLine;

    public Seq<SqlText> Scan()
    {
        for (var at = text.StartsWith('\uFEFF') ? 1 : 0; at < text.Length;)
        {
            if (IsDelimiter(at))
            {
                End(at);
                isOnDelimiterLine = !delimiter.Contains('\n');
                at = Advance(at, at + delimiter.Length);
                continue;
            }

            if (char.IsWhiteSpace(text[at]))
            {
                // One character at a time: the delimiter may be made of blanks.
                if (start < 0 && text[at] == '\n') LineEnd(at);
                at = Advance(at, at + 1);
                continue;
            }

            var token = lexer.At(at);
            at = start < 0 ? Between(token) : Inside(token);
        }

        if (parentheses.TryPeek(out var open)) throw Unclosed(open, "(", ")");
        if (blocks.OpenAt is { } begin) throw Unclosed(begin, text[begin..(begin + "BEGIN".Length)], "END");
        End(text.Length);
        return [.. statements];
    }

    private bool IsDelimiter(int at)
    {
        if (parentheses.Count > 0 || blocks.OpenAt is not null) return false;
        if (string.CompareOrdinal(text, at, delimiter, 0, delimiter.Length) != 0) return false;

        // A delimiter such as GO is a word of its own; where a word begins, the scanner never stands in the middle of
        // one.
        var end = at + delimiter.Length;
        return !SqlLexer.IsWordPart(delimiter[^1]) || end == text.Length || !SqlLexer.IsWordPart(text[end]);
    }

    private int Between(SqlToken token)
    {
        if (!token.IsClosed) throw Unclosed(token);
        var value = text[token.Start..token.End];
        switch (token.Kind)
        {
            case SqlTokenKind.LineComment or SqlTokenKind.BlockComment:
                Comment(value);
                return Advance(token.Start, token.End);
            case SqlTokenKind.Word when IsDelimiterLine(token, value):
                return NewDelimiter(token);
            default:
                (start, startLine, isFirstOfFile) = (token.Start, line, false);
                return Inside(token);
        }
    }

    private int Inside(SqlToken token)
    {
        if (!token.IsClosed) throw Unclosed(token);
        if (token.Kind == SqlTokenKind.Word)
        {
            if (parentheses.Count == 0) blocks.Read(token.Start, text.AsSpan(token.Start, token.End - token.Start));
        }
        else if (token.Kind is not (SqlTokenKind.LineComment or SqlTokenKind.BlockComment))
        {
            blocks.ReadOther();
            if (token.Kind == SqlTokenKind.Symbol) Parenthesis(token.Start);
        }

        return Advance(token.Start, token.End);
    }

    private void Parenthesis(int at)
    {
        if (text[at] == '(') parentheses.Push(at);
        if (text[at] == ')' && !parentheses.TryPop(out _))
            throw Error("Unexpected ')'", "There is no '(' for it in the statement.", at, at + 1);
    }

    private void End(int end)
    {
        if (start >= 0 && text[start..end].Trim() is { Length: > 0 } sql)
            statements.Add(new(sql, startLine, [.. comments]) { Start = start });
        comments.Clear();
        parentheses.Clear();
        blocks = new(options);
        start = -1;
    }

    private void LineEnd(int at)
    {
        isOnDelimiterLine = false;

        // An empty line parts comments from the statement.
        var next = at + 1;
        while (next < text.Length && text[next] is ' ' or '\t' or '\r') next++;
        if (next == text.Length || text[next] != '\n') return;
        if (comments.Count > 0) isFirstOfFile = false;
        comments.Clear();
    }

    private void Comment(string value)
    {
        if (isFirstOfFile && value.StartsWith(Directive, StringComparison.Ordinal))
        {
            var word = value[Directive.Length..].Trim();
            if (word.Length > 0) delimiter = Unescaped(word);
        }
        else if (!isOnDelimiterLine)
        {
            comments.Add(value.TrimEnd());
        }
    }

    private bool IsDelimiterLine(SqlToken token, string word) =>
        word.Equals("DELIMITER", StringComparison.OrdinalIgnoreCase)
        && (token.Start == 0 || text[token.Start - 1] == '\n')
        && token.End < text.Length && text[token.End] is ' ' or '\t'
        && RestOfLine(token.End).Trim().Length > 0;

    private int NewDelimiter(SqlToken token)
    {
        var rest = RestOfLine(token.End);
        delimiter = Unescaped(rest.Trim());
        comments.Clear();
        isFirstOfFile = false;
        return Advance(token.Start, token.End + rest.Length);
    }

    private string RestOfLine(int at) => text.IndexOf('\n', at) is var end and >= 0 ? text[at..end] : text[at..];

    private static string Unescaped(string word) => word.Replace("\\n", "\n").Replace("\\r", "\r").Replace("\\t", "\t");

    private int Advance(int from, int to)
    {
        line += text.AsSpan(from, to - from).Count('\n');
        return to;
    }

    private DiagnosticException Unclosed(SqlToken token) => token.Kind switch
    {
        SqlTokenKind.BlockComment => Unclosed(token.Start, "/*", "*/"),
        SqlTokenKind.QuotedName when text[token.Start] == '[' => Unclosed(token.Start, "[", "]"),
        SqlTokenKind.QuotedName when text[token.Start] == '`' => Unclosed(token.Start, "`", "`"),
        SqlTokenKind.QuotedName => Unclosed(token.Start, "\"", "\""),
        _ when text[token.Start] == '$' =>
            Unclosed(token.Start, Tag(token.Start), Tag(token.Start)),
        _ => Unclosed(token.Start, "'", "'"),
    };

    private string Tag(int at) => text[at..(text.IndexOf('$', at + 1) + 1)];

    private DiagnosticException Unclosed(int at, string what, string by) => Error(
        $"Unclosed {Shown(what)}", $"There is no {Shown(by)} for it before the file ends.", at, at + what.Length);

    private static string Shown(string mark) => mark == "'" ? "\"'\"" : $"'{mark}'";

    private DiagnosticException Error(string summary, string detail, int from, int to) => new(Diagnostic.Error(
        summary, detail, new Span(SourceText.From(name, text), Bytes(from), Bytes(Math.Min(to, text.Length)))));

    private int Bytes(int at) => Encoding.UTF8.GetByteCount(text.AsSpan(0, at));
}
