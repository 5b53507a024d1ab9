using System.Globalization;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>Reads and writes defaults.</summary>
/// <remarks>
/// A literal is recognised only where writing it back makes the server store the very same expression, so that a
/// database
/// reached by plans can't be told from one built afresh.
/// </remarks>
internal static class Defaults
{
    /// <summary>Returns a stored default's expression as a literal where it is one.</summary>
    /// <param name="sql">The expression as the server prints it.</param>
    /// <param name="type">The column's type.</param>
    public static SqlExpression Read(string sql, ColumnType type)
    {
        var text = sql.Trim();
        if (text is "true" or "false") return new BoolLiteral(text == "true");
        if (IsNumber(text)) return new NumberLiteral(text);
        if (Quoting.ReadText(text, out var value) is not (> 0 and var end)) return new RawSql(text);
        if (type is BuiltInType { Word: "bit" or "bit_varying" } or ArrayType || HasOwnQuotes(text))
            return new RawSql(text);
        if (end == text.Length) return new StringLiteral(value);
        if (!text.AsSpan(end).StartsWith("::", StringComparison.Ordinal)) return new RawSql(text);

        var cast = text[(end + 2)..];
        if (LexedAs(value) == cast && type is BuiltInType { Word: var word } && Numbers.Contains(word))
            return new NumberLiteral(value);
        return IsOwnType(cast, type) ? new StringLiteral(value) : new RawSql(text);
    }

    /// <summary>Returns a default as SQL.</summary>
    public static string Write(SqlExpression expression) => expression switch
    {
        StringLiteral text => Quoting.Text(text.Value),
        NumberLiteral number => number.Text,
        BoolLiteral boolean => boolean.Value ? "true" : "false",
        RawSql raw => raw.Sql,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Returns a default as the server spells it as far as that is known without asking.</summary>
    public static SqlExpression? Canonicalize(SqlExpression? expression, ColumnType type) => expression switch
    {
        RawSql raw when raw.Sql.Trim().Equals("NULL", StringComparison.OrdinalIgnoreCase) => null,
        RawSql raw when raw.Sql.Trim() is var text && (text.Equals("true", StringComparison.OrdinalIgnoreCase)
            || text.Equals("false", StringComparison.OrdinalIgnoreCase)) => new BoolLiteral(
                text.Equals("true", StringComparison.OrdinalIgnoreCase)),
        RawSql raw => Read(raw.Sql, type),
        StringLiteral text when type is BuiltInType { Word: "integer" or "smallint" } && IsNumber(text.Value)
            && LexedAs(text.Value) == "integer" => new NumberLiteral(text.Value),
        StringLiteral text when type is BuiltInType { Word: "boolean" } && text.Value is "true" or "false" =>
            new BoolLiteral(text.Value == "true"),
        NumberLiteral number => new NumberLiteral(number.Text.TrimStart('+')),
        _ => expression,
    };

    private static readonly string[] Numbers = ["smallint", "integer", "bigint", "numeric", "real", "double_precision",
        "money", "oid"];

    // E'…' other than with doubled backslashes was refused before; what is left has its own quoting only as U&'…' or
    // B'…'.
    private static bool HasOwnQuotes(string text) => text[0] is not ('\'' or 'E' or 'e');

    private static bool IsNumber(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0 && char.IsAsciiDigit(digits[0]) && digits.Count('.') <= 1
            && !digits.ContainsAnyExcept("0123456789.");
    }

    /// <summary>Returns the type that the server's parser gives to a number, or null when it is none.</summary>
    private static string? LexedAs(string text) => !IsNumber(text) ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "integer"
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? "bigint"
        : "numeric";

    private static bool IsOwnType(string cast, ColumnType type) => type switch
    {
        BuiltInType builtIn =>
            PostgresTypes.FromSql(cast) is BuiltInType to && (to == builtIn || IsSameFamily(to, builtIn)),
        RawType raw => cast == raw.Sql || cast == WithoutArguments(raw.Sql),
        EnumReference reference => IsEnum(cast, reference.Name),
        _ => false,
    };

    private static bool IsSameFamily(BuiltInType cast, BuiltInType type) =>
        (cast.Word == type.Word && cast.Arguments.IsEmpty) || (cast.Word == "bpchar" && type.Word == "character");

    // The server leaves the schema out when it is on the search path, and quotes only names that need it.
    private static bool IsEnum(string cast, ObjectName name)
    {
        var plain = cast.Replace("\"\"", "\u0001").Replace("\"", "").Replace('\u0001', '"');
        return plain == name.Name || plain == name.ToString();
    }

    private static string WithoutArguments(string sql) => sql.IndexOf('(') is var open and > 0 ? sql[..open] : sql;
}
