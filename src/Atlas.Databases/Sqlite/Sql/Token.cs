namespace Atlas.Databases.Sqlite.Sql;

/// <summary>The kinds of token of SQLite's SQL.</summary>
internal enum TokenKind
{
    /// <summary>A bare word: a keyword or an identifier.</summary>
    Word,

    /// <summary>An identifier between double quotes, backticks or brackets.</summary>
    QuotedName,

    /// <summary>A text between single quotes.</summary>
    Text,

    /// <summary>A blob literal such as <c>x'00'</c>.</summary>
    Blob,

    /// <summary>A number.</summary>
    Number,

    /// <summary>An operator, a parenthesis or another single character.</summary>
    Symbol,
}

/// <summary>A token and where it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A name or text without its quotes; everything else as written.</param>
/// <param name="Start">The offset of its first character.</param>
/// <param name="End">The offset behind its last character.</param>
internal readonly record struct Token(TokenKind Kind, string Value, int Start, int End)
{
    /// <summary>Gets whether it names something when it stands where a name may stand.</summary>
    public bool IsName => Kind is TokenKind.Word or TokenKind.QuotedName;

    /// <summary>Returns whether it is this keyword.</summary>
    public bool Is(string keyword) =>
        Kind == TokenKind.Word && Value.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether it is this symbol.</summary>
    public bool Is(char symbol) => Kind == TokenKind.Symbol && Value[0] == symbol;
}
