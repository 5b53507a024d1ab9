namespace Atlas.Cli.Screen.Templates;

internal enum TokenKind
{
    Text,
    Open,
    Close,
    Word,
    Field,
    Variable,
    Dot,
    Number,
    Char,
    String,
    RawString,
    Pipe,
    LeftParenthesis,
    RightParenthesis,
    Declare,
    Assign,
    Comma,
    Space,
    End,
}

/// <summary>A token; a field's text has its dot and a variable's its dollar.</summary>
internal readonly record struct TemplateToken(TokenKind Kind, string Text, int Offset);
