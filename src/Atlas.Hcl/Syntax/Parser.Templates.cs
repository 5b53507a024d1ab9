using System.Globalization;
using System.Text;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

// Quoted strings, heredocs and templates without quotes.
internal sealed partial class Parser
{
    /// <summary>Reads a text that is one template without quotes.</summary>
    public ExpressionSyntax ParseWholeTemplate()
    {
        var pieces = ParsePieces(TokenKind.EndOfFile);
        return BuildTemplate(new(source, source.ContentStart, source.Content.Length), pieces);
    }

    private ExpressionSyntax ParseQuoted()
    {
        var open = cursor.Read();
        if (cursor.Raw.Kind == TokenKind.QuotedText && cursor.RawAfter.Kind == TokenKind.CloseQuote)
        {
            // Most strings are one run of text.
            var text = cursor.ReadRaw();
            ExpressionSyntax part = new TextSyntax(SpanOf(text), Unescape(text));
            return new TemplateSyntax(SpanOf(open, cursor.ReadRaw()), [part]);
        }

        var pieces = ParsePieces(TokenKind.CloseQuote);
        if (cursor.Raw.Kind == TokenKind.EndOfFile)
            Report("Unterminated template string", "There is no closing quote for this string.", open);
        else cursor.ReadRaw();
        return BuildTemplate(SpanOf(open, cursor.Last), pieces);
    }

    private ExpressionSyntax ParseHeredoc()
    {
        var open = cursor.Read();
        if (TextOf(open).AsSpan().ContainsAny(" \t"))
            Report("Invalid expression",
                "Nothing may stand after the name that opens a heredoc, not even a blank.", open);
        var pieces = ParsePieces(TokenKind.CloseHeredoc);
        if (cursor.Raw.Kind == TokenKind.EndOfFile)
            Report("Unterminated template string",
                "There is no line that closes this heredoc: it holds the name alone and ends with a newline.", open);
        else cursor.ReadRaw();
        if (source.Content[open.Start + 2] == '-') TemplatePieces.Dedent(pieces);
        return BuildTemplate(SpanOf(open, cursor.Last), pieces);
    }

    private List<TemplatePiece> ParsePieces(TokenKind end)
    {
        List<TemplatePiece> pieces = [];
        while (cursor.Raw.Kind != end && cursor.Raw.Kind != TokenKind.EndOfFile)
        {
            var token = cursor.ReadRaw();
            switch (token.Kind)
            {
                case TokenKind.QuotedText: pieces.Add(new TextPiece(SpanOf(token), Unescape(token))); break;
                case TokenKind.LineText: pieces.Add(new TextPiece(SpanOf(token), UnescapeLine(token))); break;
                case TokenKind.OpenInterpolation or TokenKind.OpenDirective: pieces.Add(ParseSequence(token)); break;
                default: Report("Invalid string literal", "The string can't hold this.", token); break;
            }
        }
        TemplatePieces.Strip(pieces);
        return pieces;
    }

    private TemplatePiece ParseSequence(Token open)
    {
        cursor.PushNewlines(false);
        TemplatePiece piece = open.Kind == TokenKind.OpenInterpolation
            ? new ExpressionPiece(SpanOf(open), ParseExpression())
            : ParseDirective(open);
        if (!isRecovering && cursor.Kind is TokenKind.EndOfFile or TokenKind.OpenQuote)
            Report("Unclosed template interpolation sequence",
                "There is no closing brace (}) for this sequence.", open);
        Close(TokenKind.CloseSequence, "Extra characters after interpolation expression",
            "A closing brace (}) is expected after the expression.");
        cursor.PopNewlines();
        return piece with
        {
            Span = SpanOf(open, cursor.Last),
            StripsBefore = open.End - open.Start == 3,
            StripsAfter = cursor.Last is { Kind: TokenKind.CloseSequence } close && close.End - close.Start == 2,
        };
    }

    private TemplatePiece ParseDirective(Token open)
    {
        var word = cursor.Peek;
        var name = word.Kind == TokenKind.Identifier ? TextOf(word) : "";
        if (name == "for") return new ForPiece(SpanOf(open), ParseForHeader("Invalid 'for' directive"));
        if (name is "if" or "else" or "endif" or "endfor") cursor.Read();
        if (name == "if") return new IfPiece(SpanOf(open), ParseExpression());
        if (name is "else" or "endif" or "endfor") return new WordPiece(SpanOf(open), name);
        return new ExpressionPiece(SpanOf(open),
            Invalid("Invalid template directive", "A directive begins with if, else, endif, for or endfor.", word));
    }

    private ExpressionSyntax BuildTemplate(Span span, List<TemplatePiece> pieces)
    {
        var at = 0;
        var parts = BuildParts(pieces, ref at, opener: null);
        return Bounded(new TemplateSyntax(span, parts));
    }

    /// <summary>Nests the pieces up to the word that ends the opener's part, which is left to the caller.</summary>
    private List<ExpressionSyntax> BuildParts(List<TemplatePiece> pieces, ref int at, TemplatePiece? opener)
    {
        List<ExpressionSyntax> parts = [];
        while (at < pieces.Count)
        {
            var piece = pieces[at];
            if (piece is WordPiece word)
            {
                if (Ends(word.Word, opener)) return parts;
                Report($"Unexpected {word.Word} directive",
                    $"There is no open directive that \"{word.Word}\" could belong to here.", word.Span);
            }
            at++;
            switch (piece)
            {
                case TextPiece text: parts.Add(new TextSyntax(text.Span, text.Text)); break;
                case ExpressionPiece expression: parts.Add(expression.Expression); break;
                case IfPiece or ForPiece: parts.Add(BuildDirective(pieces, ref at, piece)); break;
            }
        }
        if (opener is not null)
            Report("Unexpected end of template",
                opener is ForPiece ? "There is no endfor directive for this one."
                    : "There is no endif directive for this one.", opener.Span);
        return parts;
    }

    private static bool Ends(string word, TemplatePiece? opener) => (word, opener) switch
    {
        ("endif", IfPiece or WordPiece) or ("else", IfPiece) or ("endfor", ForPiece) => true,
        _ => false,
    };

    private ExpressionSyntax BuildDirective(List<TemplatePiece> pieces, ref int at, TemplatePiece opener)
    {
        if (!TryEnter())
        {
            at = pieces.Count;
            return TooDeep(opener.Span);
        }
        var first = BuildParts(pieces, ref at, opener);
        List<ExpressionSyntax> second = [];
        if (at < pieces.Count && pieces[at] is WordPiece { Word: "else" } otherwise)
        {
            at++;
            second = BuildParts(pieces, ref at, otherwise);
        }
        depth--;
        var span = opener.Span.To(pieces[Math.Min(at, pieces.Count - 1)].Span);
        at++;
        return Bounded(opener is ForPiece loop
            ? new TemplateForSyntax(span, loop.Header, first)
            : new TemplateIfSyntax(span, ((IfPiece)opener).Condition, first, second));
    }

    private string UnescapeLine(Token token) => TextOf(token).Replace("$${", "${").Replace("%%{", "%{");

    /// <summary>Undoes the escapes of a piece of quoted text.</summary>
    private string Unescape(Token token)
    {
        var text = TextOf(token);
        if (!text.AsSpan().ContainsAny('\\', '$', '%')) return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '$' or '%' && text.AsSpan(i).StartsWith(text[i] == '$' ? "$${" : "%%{")) i++;
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }
            var escape = Escape(text.AsSpan(i), out var length);
            if (escape is null) ReportEscape(token, text, i, length);
            result.Append(escape);
            i += length - 1;
        }
        return result.ToString();
    }

    private void ReportEscape(Token token, string text, int index, int length)
    {
        Report("Invalid escape sequence",
            "Valid are \\n, \\r, \\t, \\\", \\\\, \\uNNNN and \\UNNNNNNNN with the digits of a Unicode character. " +
            "Write \\\\ for a backslash, and $${ or %%{ for the beginning of a sequence.",
            new Span(source, OffsetOf(token, index), OffsetOf(token, Math.Min(index + length, text.Length))));
    }

    /// <summary>Returns where a character of a token's text stands; an invalid byte is one of its characters.</summary>
    private int OffsetOf(Token token, int index)
    {
        var offset = token.Start;
        for (var characters = 0; characters < index && offset < token.End;)
        {
            Rune.DecodeFromUtf8(source.Content.AsSpan(offset, token.End - offset), out var rune, out var size);
            characters += rune.Utf16SequenceLength;
            offset += size;
        }

        return offset;
    }

    private static string? Escape(ReadOnlySpan<char> text, out int length)
    {
        length = text.Length > 1 && char.IsHighSurrogate(text[1]) ? 3 : 2;
        switch (text.Length > 1 ? text[1] : '\0')
        {
            case 'n': return "\n";
            case 'r': return "\r";
            case 't': return "\t";
            case '"': return "\"";
            case '\\': return "\\";
            case 'u' or 'U':
                var digits = text[1] == 'u' ? 4 : 8;
                if (text.Length < 2 + digits) return null;
                if (!int.TryParse(text.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out var code))
                    return null;
                length = 2 + digits;
                return Rune.IsValid(code) ? new Rune(code).ToString() : null;
            default: return null;
        }
    }
}
