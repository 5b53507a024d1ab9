using System.Diagnostics;
using System.Globalization;
using Atlas.Core.Model;
using Atlas.Databases.Sqlite.Sql;

namespace Atlas.Databases.Sqlite;

/// <summary>Defaults between SQL text and literals.</summary>
internal static class SqliteDefaults
{
    private static readonly string[] Keywords = ["NULL", "CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME"];

    /// <summary>Spells a default of a column of this type the one way that equal defaults share.</summary>
    public static SqlExpression Canonical(SqlExpression value, ColumnType type) => value switch
    {
        RawSql raw => FromSql(ExpressionText.Canonical(raw.Sql)) switch
        {
            RawSql same => same,
            var literal => Canonical(literal, type),
        },
        BoolLiteral flag when !SqliteTypes.IsBool(type) => Canonical(new NumberLiteral(flag.Value ? "1" : "0"), type),
        NumberLiteral { Text: "0" or "1" } number when SqliteTypes.IsBool(type) => new BoolLiteral(number.Text == "1"),
        NumberLiteral number when SqliteTypes.HasTextAffinity(type) && IsPlainInteger(number.Text) =>
            new StringLiteral(number.Text),
        _ => value,
    };

    /// <summary>Returns the default as it stands behind the word DEFAULT.</summary>
    public static string ToSql(SqlExpression value) => value switch
    {
        StringLiteral text => Vocabulary.QuoteText(text.Value),
        NumberLiteral number => number.Text,
        BoolLiteral flag => flag.Value ? "true" : "false",
        RawSql raw => IsLiteral(raw) ? raw.Sql : $"({raw.Sql})",
        _ => throw new UnreachableException(),
    };

    /// <summary>Whether ADD COLUMN takes it: SQLite must know the value for rows that are there already.</summary>
    public static bool IsConstant(SqlExpression? value) =>
        value is null or StringLiteral or NumberLiteral or BoolLiteral
        || (value is RawSql raw && IsLiteral(raw) && !raw.Sql.StartsWith("CURRENT", StringComparison.Ordinal));

    /// <summary>Whether it leaves the column without a value.</summary>
    public static bool IsNull(SqlExpression? value) => value is null or RawSql { Sql: "NULL" };

    private static SqlExpression FromSql(string sql) => Lexer.Read(sql) switch
    {
        [{ Kind: TokenKind.Text } text] => new StringLiteral(text.Value),
        // A name can't be a default: SQLite reads it as a text, with or without quotes.
        [{ Kind: TokenKind.QuotedName } name] => new StringLiteral(name.Value),
        [{ Kind: TokenKind.Number } number] when IsDecimal(number.Value) => new NumberLiteral(number.Value),
        [{ Kind: TokenKind.Symbol } sign, { Kind: TokenKind.Number } number] when sign.Value is "-" or "+"
            && IsDecimal(number.Value) =>
            new NumberLiteral(sign.Value == "-" ? "-" + number.Value : number.Value),
        [{ Kind: TokenKind.Word } word] when word.Is("true") || word.Is("false") => new BoolLiteral(word.Is("true")),
        [{ Kind: TokenKind.Word } word] when Keywords.Any(word.Is) => new RawSql(word.Value.ToUpperInvariant()),
        [{ Kind: TokenKind.Word } word] => new StringLiteral(word.Value),
        _ => new RawSql(sql),
    };

    private static bool IsLiteral(RawSql raw) =>
        Lexer.Read(raw.Sql) switch
        {
            [{ Kind: TokenKind.Blob or TokenKind.Number }] => true,
            [{ Kind: TokenKind.Word } word] => Keywords.Any(word.Is),
            _ => false,
        };

    private static bool IsDecimal(string number) =>
        number.All(c => char.IsAsciiDigit(c) || c is '.' or 'e' or 'E' or '+' or '-');

    /// <summary>Whether the number turned into text is these very characters.</summary>
    private static bool IsPlainInteger(string number) =>
        long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        && value.ToString(CultureInfo.InvariantCulture) == number;
}
