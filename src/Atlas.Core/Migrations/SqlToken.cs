namespace Atlas.Core.Migrations;

/// <summary>A run of characters of an SQL text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">The first character, from 0.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="IsClosed">Whether a quote or comment has its end; else it runs to the end of the text.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End, bool IsClosed = true);

/// <summary>What a run of characters is.</summary>
internal enum SqlTokenKind
{
    /// <summary>One or more blanks, tabs and line ends.</summary>
    Space,

    /// <summary>A comment up to the end of its line, without the line end.</summary>
    LineComment,

    /// <summary>A comment between its marks.</summary>
    BlockComment,

    /// <summary>A keyword or an identifier without quotes.</summary>
    Word,

    /// <summary>An identifier with its quotes.</summary>
    QuotedName,

    /// <summary>A text literal with its quotes, prefix and tags.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A placeholder such as <c>$1</c>.</summary>
    Placeholder,

    /// <summary>Any other single character.</summary>
    Symbol,
}
