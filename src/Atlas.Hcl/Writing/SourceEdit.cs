using System.Text;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Writing;

/// <summary>Changes one attribute or block of a file and leaves every other byte as it is: comments, blank lines and
/// layout stay.</summary>
/// <remarks>Each edit returns a new text; parse it for the next one. The body or item must come from a text without
/// errors.</remarks>
public static class SourceEdit
{
    private const string Step = "  ";

    /// <summary>Sets an attribute: replaces its value, or adds it after the last attribute, else at the end of the
    /// body.</summary>
    /// <param name="body">The body of a file or of a block.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="expression">The value as source, see <see cref="ValueWriter"/>.</param>
    public static SourceText Set(BodySyntax body, string name, string expression)
    {
        if (body.Attribute(name) is { } attribute) return Replace(attribute.Value.Span, expression);
        var line = $"{name} = {expression}\n";
        if (body.Attributes.LastOrDefault() is not { } last || WholeLines(last.Span) is not { } lines)
            return Append(body, line);
        var indented = Indented(line, BlanksBefore(last.Span.Start, lines));
        return Replace(lines with { Start = lines.End }, EndLine(lines) + indented);
    }

    /// <summary>Adds attributes and blocks at the end of a body.</summary>
    /// <param name="body">The body of a file or of a block.</param>
    /// <param name="items">Their source; it is indented as the body is.</param>
    public static SourceText Append(BodySyntax body, string items)
    {
        if (!items.EndsWith('\n')) items += "\n";
        var (source, end) = (body.Span.Source, body.Span.End);
        if (!IsBlock(body))
            return Replace(new(source, end, end), EndLine(body.Span) + items);

        var outer = BlanksBefore(body.Span.Start, new(source, LineStart(source, body.Span.Start), body.Span.Start));
        var inside = Indented(items, outer + Step);
        var brace = new Span(source, end - 1, end);
        if (LineStart(source, brace.Start) is var line && line > body.Span.Start)
            return Replace(brace with { Start = line, End = line }, inside);
        // On one line: what stands there gets a line of its own.
        var content = source.Slice(body.Span.Start + 1, end - 1).Trim();
        var before = content.Length > 0 ? outer + Step + content + "\n" : "";
        return Replace(body.Span, "{\n" + before + inside + outer + "}");
    }

    /// <summary>Removes an attribute or a block together with its lines; comments above it stay.</summary>
    public static SourceText Remove(SyntaxNode item) => Replace(WholeLines(item.Span) ?? item.Span, "");

    private static SourceText Replace(Span span, string text)
    {
        var bytes = span.Source.Bytes.Span;
        return SourceText.From(span.Source.Name,
            [.. bytes[..span.Start], .. Encoding.UTF8.GetBytes(text), .. bytes[span.End..]]);
    }

    private static bool IsBlock(BodySyntax body) =>
        body.Span.Start < body.Span.End && body.Span.Source.Bytes.Span[body.Span.Start] == '{';

    /// <summary>Returns the lines of an item with their last newline and a comment behind it; null when something else
    /// stands there, too.</summary>
    private static Span? WholeLines(Span item)
    {
        var source = item.Source;
        var start = LineStart(source, item.Start);
        var behind = source.Bytes.Span[item.End..];
        var newline = behind.IndexOf((byte)'\n');
        var rest = SourceText.From("", behind[..(newline < 0 ? behind.Length : newline + 1)].ToArray());
        var ends = Lexer.Read(rest).First(t => t.Kind != TokenKind.Comment || EndsLine(rest, t));
        return source.Slice(start, item.Start).AsSpan().Trim(" \t").IsEmpty &&
            ends.Kind is TokenKind.Newline or TokenKind.Comment or TokenKind.EndOfFile
            ? item with { Start = start, End = item.End + ends.End }
            : null;
    }

    private static int LineStart(SourceText source, int offset) =>
        Math.Max(source.Bytes.Span[..offset].LastIndexOf((byte)'\n') + 1, source.ContentStart);

    private static string BlanksBefore(int offset, Span line)
    {
        var text = line.Source.Slice(line.Start, offset);
        return text[..(text.Length - text.AsSpan().TrimStart(" \t").Length)];
    }

    private static bool EndsLine(SourceText source, Token token) => source.Bytes.Span[token.End - 1] == '\n';

    // A file may end without a newline.
    private static string EndLine(Span span) =>
        span.End == span.Source.ContentStart || span.Source.Bytes.Span[span.End - 1] == '\n' ? "" : "\n";

    /// <summary>Indents the lines of items; text of heredocs stays where it is.</summary>
    private static string Indented(string items, string blanks)
    {
        var source = SourceText.From("", items);
        var (result, at, isLineStart) = (new StringBuilder(), 0, true);
        foreach (var token in Lexer.Read(source))
        {
            if (isLineStart && token.Kind is not (TokenKind.Newline or TokenKind.EndOfFile))
            {
                result.Append(source.Slice(at, token.Start)).Append(blanks);
                at = token.Start;
            }
            isLineStart = token.Kind is TokenKind.Newline or TokenKind.Comment && EndsLine(source, token);
        }
        return result.Append(source.Slice(at, source.Bytes.Length)).ToString();
    }
}
