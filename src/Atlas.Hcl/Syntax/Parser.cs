using Atlas.Hcl.Text;

namespace Atlas.Hcl.Syntax;

/// <summary>Reads tokens as syntax; the other parts of the class hold bodies, expressions and templates.</summary>
/// <remarks>After a mistake it stays quiet until it has found its way back, so that one mistake is reported
/// once.</remarks>
internal sealed partial class Parser
{
    /// <summary>How deep things may lie in each other; far beyond what people write, and little enough to
    /// recurse.</summary>
    public const int MaximumDepth = 1000;

    private readonly SourceText source;
    private readonly TokenCursor cursor;
    private readonly DiagnosticBag diagnostics;
    private readonly NamePool names;
    private readonly Gathering<SyntaxNode> nodes = new();
    private readonly Gathering<LabelSyntax> labels = new();
    private readonly Gathering<ExpressionSyntax> expressions = new();
    private readonly Gathering<ObjectItemSyntax> members = new();
    private readonly int unreliableFrom;
    private bool isRecovering;
    private int depth;
    private int openBlocks;

    public Parser(SourceText source, List<Token> tokens, DiagnosticBag diagnostics)
    {
        (this.source, this.diagnostics) = (source, diagnostics);
        LexicalErrors.Report(source, tokens, diagnostics);
        cursor = new(source, tokens);
        names = new(source);
        unreliableFrom = FirstUnclosedQuote(tokens);
    }

    // After a forgotten quote text is taken for code and code for text: what follows would be noise.
    private static int FirstUnclosedQuote(List<Token> tokens)
    {
        var lineStart = 0;
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.QuotedNewline) return lineStart;
            if (token.Kind == TokenKind.Newline) lineStart = token.End;
        }
        return int.MaxValue;
    }

    private Span SpanOf(Token token) => new(source, token.Start, token.End);

    private Span SpanOf(Token first, Token last) => new(source, first.Start, Math.Max(first.End, last.End));

    private string TextOf(Token token) => names.TextOf(token.Start, token.End);

    private void Report(string summary, string detail, Token at) => Report(summary, detail, SpanOf(at), at.IsBad);

    private void Report(string summary, string detail, Span subject, bool isKnown = false)
    {
        if (!isRecovering && !isKnown && subject.Start < unreliableFrom) diagnostics.Error(summary, detail, subject);
        isRecovering = true;
    }

    private InvalidSyntax Invalid(string summary, string detail, Token at)
    {
        Report(summary, detail, at);
        return Unread(SpanOf(at));
    }

    // What stands in for something must not reach beyond what was read: it lies within what holds it.
    private InvalidSyntax Unread(Span span) =>
        new(span.End <= cursor.Last.End ? span : span with { Start = cursor.Last.End, End = cursor.Last.End });

    private ExpressionSyntax Bounded(ExpressionSyntax expression) =>
        expression.Depth < MaximumDepth ? expression : TooDeep(expression.Span);

    private InvalidSyntax TooDeep(Span span)
    {
        Report("Nesting too deep",
            $"No more than {MaximumDepth} levels may lie in each other. Split this into several parts.", span);
        return Unread(span);
    }

    /// <summary>Skips to the token that closes what was opened and takes it; stops before what closes something around
    /// it.</summary>
    private void Recover(TokenKind closer)
    {
        Skip(closer, stopsAtItem: closer is TokenKind.CloseParenthesis or TokenKind.CloseBracket);
        if (cursor.Raw.Kind == closer) cursor.ReadRaw();
    }

    /// <summary>Skips to the next line that can begin an attribute or a block, and is ready to report again.</summary>
    private void RecoverItem()
    {
        // Stray closers of any kind are passed over, so that every call makes progress.
        for (Skip(TokenKind.Newline, stopsAtItem: false); !EndsItems(); Skip(TokenKind.Newline, stopsAtItem: false))
        {
            var endsLine = cursor.RawEndsLine;
            cursor.ReadRaw();
            if (endsLine && cursor.Raw.Kind is TokenKind.Identifier or TokenKind.CloseBrace) break;
        }
        isRecovering = false;
    }

    private bool EndsItems() =>
        cursor.Raw.Kind == TokenKind.EndOfFile || (cursor.Raw.Kind == TokenKind.CloseBrace && openBlocks > 0);

    private void Skip(TokenKind target, bool stopsAtItem)
    {
        Stack<TokenKind> open = [];
        Dictionary<TokenKind, int> counts = [];
        for (; cursor.Raw.Kind != TokenKind.EndOfFile; cursor.ReadRaw())
        {
            var kind = cursor.Raw.Kind;
            if (open.Count == 0 && (kind == target || (target == TokenKind.Newline && cursor.RawEndsLine))) return;
            if (open.Count == 0 && stopsAtItem && cursor.AttributeFollows()) return;
            if (CloserOf(kind) is { } closer)
            {
                open.Push(closer);
                counts[closer] = counts.GetValueOrDefault(closer) + 1;
            }
            else if (counts.GetValueOrDefault(kind) > 0)
            {
                TokenKind popped;
                do counts[popped = open.Pop()]--;
                while (popped != kind);
            }
            else if ((kind == target && kind != TokenKind.Newline) || Encloses(kind, target)) return;
        }
    }

    private static TokenKind? CloserOf(TokenKind opener) => opener switch
    {
        TokenKind.OpenParenthesis => TokenKind.CloseParenthesis,
        TokenKind.OpenBracket => TokenKind.CloseBracket,
        TokenKind.OpenBrace => TokenKind.CloseBrace,
        TokenKind.OpenQuote => TokenKind.CloseQuote,
        TokenKind.OpenHeredoc => TokenKind.CloseHeredoc,
        TokenKind.OpenInterpolation or TokenKind.OpenDirective => TokenKind.CloseSequence,
        _ => null,
    };

    // Whether an unmatched closer must belong to something around what ends with the target.
    private static bool Encloses(TokenKind closer, TokenKind target) => closer switch
    {
        TokenKind.CloseSequence or TokenKind.CloseQuote or TokenKind.CloseHeredoc => true,
        TokenKind.CloseBrace => target is TokenKind.Newline or TokenKind.CloseParenthesis or TokenKind.CloseBracket,
        TokenKind.CloseParenthesis or TokenKind.CloseBracket =>
            target is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace,
        _ => false,
    };
}
