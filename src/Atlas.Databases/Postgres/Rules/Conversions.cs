using System.Collections.Frozen;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Types;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>How values of one type become another (PostgreSQL manual, pg_cast).</summary>
internal static class Conversions
{
    // Casts that an assignment makes by itself; those between numbers and to texts are answered apart.
    private const string ByAssignment = """
        money: numeric
        bigint: money oid
        integer: money oid
        smallint: oid
        numeric: money
        oid: bigint integer
        json: jsonb
        jsonb: json
        point: box
        path: polygon
        polygon: path
        box: polygon
        cidr: inet
        inet: cidr
        macaddr: macaddr8
        macaddr8: macaddr
        date: timestamp timestamptz
        time: interval timetz
        timetz: time
        timestamp: date time timestamptz
        timestamptz: date time timestamp timetz
        interval: time
        bit: bit_varying
        bit_varying: bit
        """;

    // Casts that must be asked for.
    private const string OnRequest = """
        boolean: integer
        integer: boolean bit
        bigint: bit
        bit: integer bigint
        jsonb: boolean smallint integer bigint real double_precision numeric
        lseg: point
        box: point lseg circle
        polygon: point box circle
        circle: point box polygon
        int4range: int4multirange
        int8range: int8multirange
        numrange: nummultirange
        tsrange: tsmultirange
        tstzrange: tstzmultirange
        daterange: datemultirange
        xid8: xid
        """;

    private static readonly FrozenSet<(string From, string To)> Assignments = Pairs(ByAssignment);
    private static readonly FrozenSet<(string From, string To)> Requests = Pairs(OnRequest);
    private static readonly FrozenSet<string> Numbers = FrozenSet.Create("smallint", "integer", "bigint", "numeric",
        "real", "double_precision");
    private static readonly FrozenSet<string> Days = FrozenSet.Create("date", "timestamp", "timestamptz");
    private static readonly FrozenSet<string> Texts = FrozenSet.Create("text", "character_varying", "character",
        "bpchar", "name");

    /// <summary>Returns how a column is converted.</summary>
    public static Conversion Between(ColumnType from, ColumnType to)
    {
        var (source, target) = (PostgresTypes.Stored(from), PostgresTypes.Stored(to));
        if (source == target) return Conversion.Assignment;
        return (source, target) switch
        {
            (ArrayType one, ArrayType other) => Between(one.Element, other.Element),
            (_, BuiltInType text) when Texts.Contains(text.Word) => Conversion.Assignment,
            (BuiltInType text, _) when Texts.Contains(text.Word) => Conversion.Cast,
            (EnumReference, _) or (_, EnumReference) => Conversion.CastThroughText,

            // What casts a type of an extension has isn't known here; the server says when it has none.
            (RawType or TypeReference, _) or (_, RawType or TypeReference) => Conversion.Cast,
            (BuiltInType one, BuiltInType other) => Between(Family(one), Family(other)),
            _ => Conversion.None,
        };
    }

    /// <summary>Returns whether every value stays what it is and no row is written anew.</summary>
    public static bool IsFree(ColumnType from, ColumnType to) =>
        (PostgresTypes.Stored(from), PostgresTypes.Stored(to)) switch
        {
            var (one, other) when one == other => true,
            (BuiltInType { Word: "character_varying" or "text" }, BuiltInType { Word: "text" }) => true,
            (BuiltInType { Word: "text" or "character_varying" }, BuiltInType
            { Word: "character_varying", Arguments: [] }) => true,
            (BuiltInType { Word: var a, Arguments: [var p, ..] } one, BuiltInType { Word: var b } other) when a == b =>
                other.Arguments.IsEmpty ? a != "character" : a switch
                {
                    "character_varying" or "bit_varying" => other.Arguments[0] >= p,
                    "numeric" => other.Arguments[0] >= p && Scale(one) == Scale(other),
                    "time" or "timetz" or "timestamp" or "timestamptz" or "interval" => other.Arguments[0] >= p,
                    _ => false,
                },
            (BuiltInType { Word: "cidr" }, BuiltInType { Word: "inet" }) => true,
            _ => false,
        };

    /// <summary>Returns whether every value of a type has one in the other, so that nothing can fail or be
    /// rounded.</summary>
    public static bool IsWidening(ColumnType from, ColumnType to) => IsFree(from, to)
        || (PostgresTypes.Stored(from), PostgresTypes.Stored(to)) switch
        {
            (_, BuiltInType { Word: "text" } or BuiltInType { Word: "character_varying", Arguments: [] }) => true,
            (BuiltInType { Word: "smallint" }, BuiltInType
            { Word: "integer" or "bigint" or "real" or "double_precision" }) => true,
            (BuiltInType { Word: "integer" }, BuiltInType { Word: "bigint" or "double_precision" }) => true,
            (BuiltInType { Word: "smallint" or "integer" or "bigint" }, BuiltInType
            { Word: "numeric", Arguments: [] }) => true,
            (BuiltInType { Word: "real" }, BuiltInType { Word: "double_precision" }) => true,
            (BuiltInType { Word: "json" }, BuiltInType { Word: "jsonb" }) => true,
            (BuiltInType { Word: "date" }, BuiltInType { Word: "timestamp" }) => true,
            _ => false,
        };

    /// <summary>Returns whether a foreign key may lead from a column of one type to a column of the other.</summary>
    public static bool AreComparable(ColumnType from, ColumnType to) =>
        (PostgresTypes.Stored(from), PostgresTypes.Stored(to)) switch
        {
            var (one, other) when one == other => true,
            (BuiltInType one, BuiltInType other) =>
                Family(one) == Family(other)
                || (Texts.Contains(one.Word) && Texts.Contains(other.Word))
                || (Numbers.Contains(one.Word) && Numbers.Contains(other.Word) && !(IsWhole(other) && !IsWhole(one))
                    && !(other.Word == "numeric" && one.Word is ("real" or "double_precision")))
                || (Days.Contains(one.Word) && Days.Contains(other.Word)),
            _ => false,
        };

    private static bool IsWhole(BuiltInType type) => type.Word is "smallint" or "integer" or "bigint";

    private static Conversion Between(string from, string to) =>
        from == to || (Numbers.Contains(from) && Numbers.Contains(to)) || Assignments.Contains((from, to))
            || AreObjectIds(from, to)
            ? Conversion.Assignment
            : Requests.Contains((from, to)) ? Conversion.Cast : Conversion.None;

    // All intervals are one type, whatever fields they keep.
    private static string Family(BuiltInType type) => TypeWords.All[type.Word].IsIntervalField ? "interval" : type.Word;

    private static bool AreObjectIds(string from, string to) =>
        (IsObjectId(from) && (IsObjectId(to) || to is "integer" or "bigint"))
            || (IsObjectId(to) && from is "smallint" or "integer" or "bigint");

    private static bool IsObjectId(string word) => word == "oid" || word.StartsWith("reg", StringComparison.Ordinal);

    private static int Scale(BuiltInType numeric) => numeric.Arguments.Count > 1 ? numeric.Arguments[1] : 0;

    private static FrozenSet<(string From, string To)> Pairs(string lines) =>
        lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": "))
            .SelectMany(line => line[1].Split(' ').Select(to => (line[0], to)))
            .ToFrozenSet();
}

/// <summary>How a column gets another type.</summary>
internal enum Conversion
{
    /// <summary>The database has no way of its own.</summary>
    None,

    /// <summary>The database converts by itself.</summary>
    Assignment,

    /// <summary>A cast must be written.</summary>
    Cast,

    /// <summary>A cast to text and from there.</summary>
    CastThroughText,
}
