using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;

namespace Atlas.Hcl.Writing;

/// <summary>How many blanks stand between two tokens of a line: none or one.</summary>
internal static class Spacing
{
    /// <summary>Sets the blanks before every token of a line but the first.</summary>
    public static void Apply(SourceText source, FormatLine line)
    {
        var tokens = line.Tokens;
        for (var i = 1; i < tokens.Length; i++)
        {
            TokenKind? before = i >= 2 ? tokens[i - 2].Kind : null;
            var isIn = tokens[i - 1].Kind == TokenKind.Identifier && before == TokenKind.Identifier &&
                source.Content.AsSpan(tokens[i - 1].Start, tokens[i - 1].End - tokens[i - 1].Start)
                    .SequenceEqual("in"u8);
            var joined = !Separates(before, tokens[i - 1].Kind, tokens[i].Kind, isIn);
            var wereApart = tokens[i - 1].End < tokens[i].Start;
            line.Spaces[i] = joined && !(wereApart && WouldMerge(tokens[i - 1].Kind, tokens[i].Kind)) ? 0 : 1;
        }
    }

    // The first line that fits decides.
    private static bool Separates(TokenKind? before, TokenKind left, TokenKind right, bool leftIsIn) =>
        (left, right) switch
        {
            (_, TokenKind.Newline) => false,
            (TokenKind.Identifier, TokenKind.OpenParenthesis) => false,
            (TokenKind.DoubleColon, _) or (_, TokenKind.DoubleColon) => false,
            (TokenKind.Dot, _) or (_, TokenKind.Dot) => false,
            (_, TokenKind.Comma or TokenKind.Ellipsis) => false,
            (TokenKind.Comma, _) => true,
            _ when IsText(left) || IsText(right) => false,
            (TokenKind.OpenQuote or TokenKind.OpenHeredoc, _) => false,
            (_, TokenKind.CloseQuote or TokenKind.CloseHeredoc) => false,
            _ when leftIsIn => true,
            (TokenKind.Identifier or TokenKind.Number, TokenKind.OpenBracket) => false,
            (_, TokenKind.OpenBracket) when IsCloser(left) => false,
            (TokenKind.Not, _) => false,
            (TokenKind.Minus, _) => before is { } operand && !IsBeforeValue(operand),
            (TokenKind.OpenBrace, TokenKind.CloseBrace) => false,
            (TokenKind.OpenBrace, _) or (_, TokenKind.CloseBrace) => true,
            (TokenKind.OpenInterpolation, TokenKind.OpenBrace) => true,
            (TokenKind.CloseBrace, TokenKind.CloseSequence) => true,
            (TokenKind.CloseSequence, TokenKind.OpenInterpolation or TokenKind.OpenDirective) => false,
            _ => !IsOpener(left) && !IsCloser(right),
        };

    // What may be two tokens only because of the blank between them.
    private static bool WouldMerge(TokenKind left, TokenKind right) => (left, right) switch
    {
        (TokenKind.Number, TokenKind.Dot) => true,
        (TokenKind.Dot or TokenKind.Ellipsis, TokenKind.Dot or TokenKind.Ellipsis) => true,
        (TokenKind.Colon or TokenKind.DoubleColon, TokenKind.Colon or TokenKind.DoubleColon) => true,
        (TokenKind.Not, TokenKind.Assign or TokenKind.Equal or TokenKind.Arrow) => true,
        // `${ ~}` would become `${~` and `}`.
        (TokenKind.OpenInterpolation or TokenKind.OpenDirective, TokenKind.CloseSequence) => true,
        _ => false,
    };

    private static bool IsText(TokenKind kind) => kind is TokenKind.QuotedText or TokenKind.LineText;

    private static bool IsOpener(TokenKind kind) => kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or
        TokenKind.OpenBrace or TokenKind.OpenInterpolation or TokenKind.OpenDirective;

    private static bool IsCloser(TokenKind kind) => kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or
        TokenKind.CloseBrace or TokenKind.CloseSequence;

    // After these a minus is a sign and no subtraction.
    private static bool IsBeforeValue(TokenKind kind) => kind is
        TokenKind.OpenParenthesis or TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenInterpolation or
        TokenKind.Assign or TokenKind.Arrow or TokenKind.Colon or
        TokenKind.Comma or TokenKind.Question or TokenKind.Plus or TokenKind.Minus or TokenKind.Star
            or TokenKind.Slash or
        TokenKind.Percent or TokenKind.Equal or TokenKind.NotEqual or TokenKind.Less or TokenKind.LessOrEqual or
        TokenKind.Greater or TokenKind.GreaterOrEqual or TokenKind.And or TokenKind.Or or TokenKind.Not;
}
