namespace Atlas.Hcl.Syntax;

#pragma warning disable CS1591 // Operators and brackets say what they are by their names.

/// <summary>The kinds of tokens; blanks and a leading byte order mark are no tokens, they lie between them.</summary>
public enum TokenKind : byte
{
    /// <summary>The end of the text, of no length.</summary>
    EndOfFile,
    /// <summary><c>\n</c> or <c>\r\n</c>.</summary>
    Newline,
    /// <summary>A comment; a line comment holds its newline too.</summary>
    Comment,
    /// <summary>A name; keywords are names.</summary>
    Identifier,
    /// <summary>Digits with dots and exponents, not yet checked.</summary>
    Number,
    Plus, Minus, Star, Slash, Percent, Not, And, Or,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
    Assign, Arrow, Question, Colon, DoubleColon, Comma, Dot, Ellipsis,
    OpenParenthesis, CloseParenthesis, OpenBracket, CloseBracket, OpenBrace, CloseBrace,
    OpenQuote, CloseQuote,
    /// <summary>Text inside quotes up to the next sequence, escapes as written.</summary>
    QuotedText,
    /// <summary>A newline inside quotes, which is a mistake.</summary>
    QuotedNewline,
    /// <summary><c>&lt;&lt;NAME</c> or <c>&lt;&lt;-NAME</c> with its newline.</summary>
    OpenHeredoc,
    /// <summary>The line that closes a heredoc, without its newline.</summary>
    CloseHeredoc,
    /// <summary>Text of one line of a heredoc or of a template without quotes, its newline included.</summary>
    LineText,
    /// <summary><c>${</c> or <c>${~</c>.</summary>
    OpenInterpolation,
    /// <summary><c>%{</c> or <c>%{~</c>.</summary>
    OpenDirective,
    /// <summary><c>}</c> or <c>~}</c> at the end of an interpolation or a directive.</summary>
    CloseSequence,
    /// <summary>An operator of other languages, such as <c>&amp;</c> or <c>**</c>.</summary>
    UnsupportedOperator,
    /// <summary>A <c>/*</c> comment without its end.</summary>
    UnclosedComment,
    /// <summary>A character or byte that has no meaning here.</summary>
    Invalid,
}
