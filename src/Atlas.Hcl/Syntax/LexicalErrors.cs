using System.Text;
using System.Text.Unicode;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>Complains about what no grammar rule can use, once for each kind, however often it occurs.</summary>
internal static class LexicalErrors
{
    /// <summary>Adds the complaints in source order.</summary>
    public static void Report(SourceText source, List<Token> tokens, DiagnosticBag diagnostics)
    {
        ReportEncoding(source, diagnostics);
        HashSet<string> seen = [];
        foreach (var token in tokens)
        {
            if (!token.IsBad) continue;
            var span = new Span(source, token.Start, token.End);
            if (token.Kind == TokenKind.Invalid && !IsValid(source, token)) continue;
            var (kind, summary, detail) = Describe(token.Kind, span.Text);
            if (seen.Add(kind)) diagnostics.Error(summary, detail, span);
        }
    }

    private static bool IsValid(SourceText source, Token token) =>
        Utf8.IsValid(source.Content.AsSpan(token.Start, token.End - token.Start));

    private static void ReportEncoding(SourceText source, DiagnosticBag diagnostics)
    {
        var text = source.Content.AsSpan();
        if (Utf8.IsValid(text)) return;
        var at = 0;
        int size;
        while (Rune.DecodeFromUtf8(text[at..], out _, out size) == System.Buffers.OperationStatus.Done) at += size;
        diagnostics.Error(
            "Invalid character encoding",
            "The text is not valid UTF-8. Save it with the encoding UTF-8.",
            new Span(source, at, at + Math.Max(size, 1)));
    }

    private static (string Kind, string Summary, string Detail) Describe(TokenKind kind, string text) =>
        (kind, text) switch
        {
            (TokenKind.QuotedNewline, _) => ("newline", "Invalid multi-line string",
                "A quoted string ends on the line where it begins. Close it with a quote, write a line break as \\n, " +
                "or use a heredoc (<<NAME) for text of several lines."),
            (TokenKind.UnclosedComment, _) => ("comment", "Unterminated comment",
                "This comment is never closed. Write */ where it ends."),
            (_, "&") => ("bitwise", "Unsupported operator",
                "There are no bitwise operators. Did you mean logical AND (\"&&\")?"),
            (_, "|") => ("bitwise", "Unsupported operator",
                "There are no bitwise operators. Did you mean logical OR (\"||\")?"),
            (_, "~") => ("bitwise", "Unsupported operator",
                "There are no bitwise operators. Did you mean logical NOT (\"!\")?"),
            (_, "^") => ("bitwise", "Unsupported operator", "There are no bitwise operators."),
            (_, "**") => ("power", "Unsupported operator",
                "There is no \"**\" operator. Use the function pow to raise to a power."),
            (_, "'") => ("single", "Invalid character",
                "Single quotes are not valid. Use double quotes (\") around strings."),
            (_, "`") => ("backtick", "Invalid character",
                "A backtick is not valid. Use a heredoc (<<NAME) for text of several lines, " +
                "or double quotes for a short one."),
            (_, ";") => ("semicolon", "Invalid character",
                "A semicolon is not valid. Begin a new line for each argument and block."),
            (_, "\u201C" or "\u201D" or "\u2018" or "\u2019") => ("curly", "Invalid character",
                "Curly quotes are not valid. They usually come from a text editor; use straight double quotes (\")."),
            _ => ("other", "Invalid character", "This character has no meaning here."),
        };
}
