using System.Diagnostics;
using System.Globalization;
using Atlas.Core.Model;
using Atlas.Databases.Sqlite.Sql;

namespace Atlas.Databases.Sqlite;

/// <summary>The words for types and what they mean to SQLite (sqlite.org/datatype3.html).</summary>
internal static class SqliteTypes
{
    /// <summary>How many arguments each word may have.</summary>
    private static readonly SortedDictionary<string, int> MostArguments = new(StringComparer.Ordinal)
    {
        ["integer"] = 1,
        ["int"] = 1,
        ["tinyint"] = 1,
        ["smallint"] = 1,
        ["mediumint"] = 1,
        ["bigint"] = 1,
        ["int2"] = 1,
        ["int8"] = 1,
        ["uint64"] = 1,
        ["unsigned_big_int"] = 1,
        ["real"] = 2,
        ["double"] = 1,
        ["double_precision"] = 1,
        ["float"] = 1,
        ["text"] = 1,
        ["character"] = 1,
        ["varchar"] = 1,
        ["varying_character"] = 1,
        ["nchar"] = 1,
        ["native_character"] = 1,
        ["nvarchar"] = 1,
        ["clob"] = 1,
        ["numeric"] = 2,
        ["decimal"] = 2,
        ["blob"] = 1,
        ["bool"] = 0,
        ["boolean"] = 0,
        ["date"] = 0,
        ["datetime"] = 0,
        ["json"] = 0,
        ["jsonb"] = 0,
        ["uuid"] = 0,
    };

    /// <summary>What a STRICT table takes (sqlite.org/stricttables.html).</summary>
    private static readonly string[] Strict = ["int", "integer", "real", "text", "blob", "any"];

    public static Seq<string> Words => [.. MostArguments.Keys];

    public static ColumnType? FromWord(string word, Seq<int> arguments, out string? problem)
    {
        problem = null;
        if (!MostArguments.TryGetValue(word, out var most))
            problem = $"SQLite has no type \"{word}\" in the schema language. Write it as sql(\"{word}\").";
        else if (arguments.Count > most) problem = $"Type \"{word}\" takes {Most(most)}, not {arguments.Count}.";
        else if (arguments.Any(a => a < 0)) problem = $"The arguments of type \"{word}\" can't be negative.";
        return problem is null ? new BuiltInType(word, arguments) : null;
    }

    /// <summary>Reads a type as a column declares it; no type at all has the affinity of a blob.</summary>
    public static ColumnType FromSql(string sql)
    {
        var cursor = new Cursor(sql);
        var words = new List<string>();
        while (cursor.Current.Kind is TokenKind.Word or TokenKind.QuotedName or TokenKind.Text)
            words.Add(cursor.Take().Value.ToLowerInvariant());
        if (words.Count == 0 && cursor.IsAtEnd) return new BuiltInType("blob", []);
        var arguments = new List<int>();
        var isPlain = words.Count > 0;
        var list = cursor.TakeList();
        foreach (var argument in list)
        {
            if (int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                arguments.Add(number);
            else isPlain = false;
        }

        var word = string.Join('_', words);
        return isPlain && cursor.IsAtEnd && MostArguments.TryGetValue(word, out var most) && arguments.Count <= most
            && words.All(w => !w.Contains('_'))
            ? new BuiltInType(word, [.. arguments])
            : new RawType(cursor.IsAtEnd ? Raw(words, list) : ExpressionText.Canonical(sql).ToLowerInvariant());
    }

    public static string ToSql(ColumnType type) => type switch
    {
        BuiltInType { Arguments.IsEmpty: true } plain => plain.Word.Replace('_', ' '),
        BuiltInType sized =>
            $"{sized.Word.Replace('_', ' ')}({string.Join(',', sized.Arguments.Select(a => a.ToString(CultureInfo.InvariantCulture)))})",
        RawType raw => raw.Sql,
        EnumReference or ArrayType => throw new UnreachableException("The rules refuse enums and arrays."),
        _ => throw new UnreachableException(),
    };

    public static bool IsBool(ColumnType type) => type is BuiltInType { Word: "bool" or "boolean" };

    public static bool IsStrict(ColumnType type) => Strict.Contains(ToSql(type));

    /// <summary>Whether a primary key of this type is the row id itself; only this one word does it.</summary>
    public static bool IsRowId(ColumnType type) => type is BuiltInType { Word: "integer", Arguments.IsEmpty: true };

    /// <summary>Whether values are kept as text: rule 2 of the affinities, after rule 1.</summary>
    public static bool HasTextAffinity(ColumnType type) =>
        ToSql(type) is var sql && !sql.Contains("int", StringComparison.Ordinal)
        && new[] { "char", "clob", "text" }.Any(word => sql.Contains(word, StringComparison.Ordinal));

    private static string Raw(List<string> words, List<string> arguments) =>
        string.Join(' ', words) + (arguments.Count == 0 ? "" : $"({string.Join(',', arguments).ToLowerInvariant()})");

    private static string Most(int most) => most switch
    {
        0 => "no argument",
        1 => "one argument at most",
        _ => $"{most.ToString(CultureInfo.InvariantCulture)} arguments at most",
    };
}
