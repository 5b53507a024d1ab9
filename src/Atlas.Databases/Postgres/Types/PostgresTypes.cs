using System.Globalization;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Types;

/// <summary>Reads and writes column types.</summary>
internal static class PostgresTypes
{
    /// <summary>The words, sorted.</summary>
    public static readonly Seq<string> Words = TypeWords.All.Keys.Order(StringComparer.Ordinal).ToSeq();

    /// <summary>Returns the type of a word with arguments, or null with a problem.</summary>
    public static BuiltInType? FromWord(string word, Seq<int> arguments, out string? problem)
    {
        if (!TypeWords.All.TryGetValue(word, out var known))
        {
            problem = $"The type \"{word}\" isn't known to PostgreSQL. Write types that aren't built in as " +
                $"sql(\"{word}\").";
            return null;
        }

        return Make(known, arguments, out problem);
    }

    /// <summary>Returns the type that SQL text means.</summary>
    public static ColumnType FromSql(string sql)
    {
        var (text, isArray) = WithoutArray(sql.Trim());
        ColumnType element = Scalar(text) is { } known ? known : new RawType(text);
        return isArray ? new ArrayType(element) : element;
    }

    /// <summary>Returns text that isn't a built-in type as a raw type or an array of it.</summary>
    public static ColumnType Foreign(string sql)
    {
        var (text, isArray) = WithoutArray(sql.Trim());
        ColumnType element = text is "public.hstore" or "hstore" ? new BuiltInType("hstore", []) : new RawType(text);
        return isArray ? new ArrayType(element) : element;
    }

    /// <summary>Returns a type as SQL.</summary>
    public static string ToSql(ColumnType type, Func<ObjectName, string> qualify) => type switch
    {
        BuiltInType builtIn => ToSql(builtIn),
        EnumReference reference => qualify(reference.Name),
        TypeReference reference => qualify(reference.Name),
        ArrayType array => ToSql(array.Element, qualify) + "[]",
        RawType raw => raw.Sql,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Returns how long values of a type are stored by default, as far as that is known without asking the
    /// server.</summary>
    public static string Storage(ColumnType type) => type switch
    {
        BuiltInType { Word: "numeric" or "inet" or "cidr" } => "MAIN",
        BuiltInType { Word: "text" or "character_varying" or "character" or "bpchar" or "bytea" or "json" or "jsonb" or "xml"
            or "bit" or "bit_varying" or "tsvector" or "tsquery" or "path" or "polygon" or "hstore" } => "EXTENDED",
        BuiltInType { Word: var word } when word.EndsWith("range", StringComparison.Ordinal) => "EXTENDED",
        BuiltInType or EnumReference => "PLAIN",
        _ => "EXTENDED",
    };

    /// <summary>Returns the type that a serial is stored as; any other type as it is.</summary>
    public static ColumnType Stored(ColumnType type) => type is BuiltInType { Word: var word }
        ? word switch
        {
            "smallserial" => new BuiltInType("smallint", []),
            "serial" => new BuiltInType("integer", []),
            "bigserial" => new BuiltInType("bigint", []),
            _ => type,
        }
        : type;

    /// <summary>Returns whether a type is one of the serials.</summary>
    public static bool IsSerial(ColumnType type) =>
        type is BuiltInType { Word: "smallserial" or "serial" or "bigserial" };

    private static string ToSql(BuiltInType type)
    {
        var known = TypeWords.All[type.Word];
        if (type.Arguments.IsEmpty) return known.Sql;
        var arguments = "(" + string.Join(",", type.Arguments.Select(a => a.ToString(CultureInfo.InvariantCulture))) + ")";
        return known.Sql + arguments;
    }

    private static BuiltInType? Make(TypeWord word, Seq<int> arguments, out string? problem)
    {
        problem = arguments.Count > word.MostArguments
            ? word.MostArguments == 0
                ? $"Type \"{word.Word}\" does not accept attributes."
                : $"There are too many arguments for type definition \"{word.Word}\"; it takes at most " +
                    $"{word.MostArguments}."
            : Range(word, arguments);
        if (problem is not null) return null;

        return word.Canonical switch
        {
            "float" => new BuiltInType(arguments is [> 0 and <= 24] ? "real" : "double_precision", []),
            "numeric" => new BuiltInType("numeric", arguments is [var precision, 0] ? [precision] : arguments is [0]
                ? [] : arguments),
            _ when arguments.IsEmpty && word is { PrintsImplied: true, Implied: { } implied } =>
                new BuiltInType(word.Canonical, [implied]),
            _ when arguments is [var only] && only == word.Implied && !word.PrintsImplied =>
                new BuiltInType(word.Canonical, []),
            _ => new BuiltInType(word.Canonical, arguments),
        };
    }

    private static string? Range(TypeWord word, Seq<int> arguments) => (word.Canonical, arguments) switch
    {
        ("float", [< 0 or > 53]) => $"The precision for type float must be between 1 and 53: {arguments[0]}.",
        ("numeric", [< 0 or > 1000, ..]) => $"The decimal type must have precision between 1 and 1000: {arguments[0]}.",
        ("numeric", [_, < -1000 or > 1000]) =>
            $"The scale of a numeric must be between -1000 and 1000: {arguments[1]}.",
        ("numeric" or "float", _) => null,
        (_, [< 0 or > 6]) when word.HasPrecision =>
            $"The precision of {word.Word} must be between 0 and 6: {arguments[0]}.",
        (_, [<= 0]) when !word.HasPrecision => $"The length of {word.Word} must be at least 1: {arguments[0]}.",
        _ => null,
    };

    private static BuiltInType? Scalar(string sql)
    {
        var (name, arguments) = Split(sql);
        if (name is null) return null;
        if (name.StartsWith("pg_catalog.", StringComparison.Ordinal)) name = name["pg_catalog.".Length..];
        return TypeWords.BySql.TryGetValue(name, out var word) ? Make(word, arguments, out _) : null;
    }

    /// <summary>Splits <c>timestamp(3) with time zone</c> into <c>timestamp with time zone</c> and 3; a null name is no
    /// plain type.</summary>
    private static (string? Name, Seq<int> Arguments) Split(string sql)
    {
        if (sql.Contains('"') || sql.Contains('\'')) return (null, []);
        var open = sql.IndexOf('(');
        var close = sql.IndexOf(')');
        if (open < 0) return (Squeeze(sql), []);
        if (close < open) return (null, []);
        var arguments = new List<int>();
        foreach (var part in sql[(open + 1)..close].Split(','))
        {
            if (!int.TryParse(part,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture, out var number)) return (null, []);
            arguments.Add(number);
        }

        return (Squeeze(sql[..open] + " " + sql[(close + 1)..]), arguments.ToSeq());
    }

    private static string Squeeze(string text) =>
        string.Join(' ', text.ToLowerInvariant().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Takes off <c>[]</c>, <c>[4][4]</c> or <c>ARRAY</c>: the database ignores dimensions and
    /// sizes.</summary>
    private static (string Text, bool IsArray) WithoutArray(string sql)
    {
        var text = sql;
        var isArray = false;
        while (true)
        {
            if (text.EndsWith(']') && text.LastIndexOf('[') is var open and > 0
                && text.AsSpan(open + 1, text.Length - open - 2).Trim().ToString().All(char.IsAsciiDigit))
            {
                text = text[..open].TrimEnd();
            }
            else if (text.EndsWith(" array", StringComparison.OrdinalIgnoreCase))
            {
                text = text[..^6].TrimEnd();
            }
            else
            {
                return (text, isArray);
            }

            isArray = true;
        }
    }
}
