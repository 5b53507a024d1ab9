namespace Atlas.Hcl.Syntax;

/// <summary>A run of bytes with a meaning.</summary>
/// <param name="Kind">The meaning.</param>
/// <param name="Start">The first byte, from 0.</param>
/// <param name="End">The byte after the last one.</param>
public readonly record struct Token(TokenKind Kind, int Start, int End)
{
    /// <summary>Gets whether the lexer already complains about the token.</summary>
    internal bool IsBad =>
        Kind is TokenKind.Invalid or TokenKind.UnsupportedOperator or TokenKind.UnclosedComment
            or TokenKind.QuotedNewline;
}
