using System.Collections.Frozen;

namespace Atlas.Databases.Postgres.Types;

/// <summary>The built-in types by the words of the schema language (PostgreSQL manual, chapter 8).</summary>
internal static class TypeWords
{
    // Read by the initializers below, so it stands before them.
    private static readonly string[] Intervals =
    [
        "year", "month", "day", "hour", "minute", "second", "year_to_month", "day_to_hour", "day_to_minute",
        "day_to_second",
        "hour_to_minute", "hour_to_second", "minute_to_second",
    ];

    /// <summary>Every word with its canonical one and what arguments it takes.</summary>
    public static readonly FrozenDictionary<string, TypeWord> All = Words()
        .ToFrozenDictionary(w => w.Word, StringComparer.Ordinal);

    /// <summary>The canonical words by the spelling of the server, such as <c>double precision</c>.</summary>
    public static readonly FrozenDictionary<string, TypeWord> BySql =
        All.Values.SelectMany(w => w.Spellings.Select(s => KeyValuePair.Create(s, w)))
            .ToFrozenDictionary(StringComparer.Ordinal);

    private static IEnumerable<TypeWord> Words()
    {
        foreach (var names in Plain.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var words = names.Split(' ');
            foreach (var word in words) yield return new TypeWord(word, words[0]);
        }

        foreach (var word in (string[])["numeric", "decimal"])
            yield return new TypeWord(word, "numeric") { MostArguments = 2, HasPrecision = true };

        foreach (var word in (string[])["character_varying", "varchar"])
            yield return new TypeWord(word, "character_varying") { MostArguments = 1, Sql = "character varying" };

        // A character without a length is one of length 1, and the schema language prints it so.
        foreach (var word in (string[])["character", "char"])
            yield return new TypeWord(word, "character") { MostArguments = 1, Implied = 1, PrintsImplied = true };

        yield return new TypeWord("bit", "bit") { MostArguments = 1, Implied = 1 };
        yield return new TypeWord("bit_varying", "bit_varying")
        {
            MostArguments = 1,
            Sql = "bit varying",
            Aliases = ["varbit"]
        };
        yield return new TypeWord("double_precision", "double_precision") { Sql = "double precision" };
        yield return new TypeWord("float8", "double_precision") { Sql = "double precision" };
        yield return new TypeWord("float", "float") { MostArguments = 1 };
        yield return new TypeWord("time", "time")
        {
            MostArguments = 1,
            Implied = 6,
            HasPrecision = true,
            Aliases = ["time without time zone"]
        };
        yield return new TypeWord("timetz", "timetz")
        {
            MostArguments = 1,
            Implied = 6,
            HasPrecision = true,
            Aliases = ["time with time zone"]
        };
        yield return new TypeWord("timestamp", "timestamp")
        { MostArguments = 1, Implied = 6, HasPrecision = true, Aliases = ["timestamp without time zone"] };
        yield return new TypeWord("timestamptz", "timestamptz")
        { MostArguments = 1, Implied = 6, HasPrecision = true, Aliases = ["timestamp with time zone"] };
        yield return new TypeWord("interval", "interval") { MostArguments = 1, Implied = 6, HasPrecision = true };
        foreach (var fields in Intervals)
        {
            yield return new TypeWord(fields, fields)
            {
                MostArguments = fields.EndsWith("second", StringComparison.Ordinal) ? 1 : 0,
                Implied = 6,
                HasPrecision = true,
                Sql = "interval " + fields.Replace('_', ' '),
                IsIntervalField = true,
            };
        }
    }

    // One type a line: the canonical word first, then its aliases.
    private const string Plain = """
        smallint int2
        integer int int4
        bigint int8
        smallserial serial2
        serial serial4
        bigserial serial8
        real float4
        money
        boolean bool
        text
        bpchar
        name
        bytea
        date
        json
        jsonb
        jsonpath
        uuid
        xml
        hstore
        inet
        cidr
        macaddr
        macaddr8
        point
        line
        lseg
        box
        path
        polygon
        circle
        tsvector
        tsquery
        int4range
        int8range
        numrange
        tsrange
        tstzrange
        daterange
        int4multirange
        int8multirange
        nummultirange
        tsmultirange
        tstzmultirange
        datemultirange
        xid
        xid8
        oid
        pg_lsn
        pg_snapshot
        txid_snapshot
        regclass
        regcollation
        regconfig
        regdictionary
        regnamespace
        regoper
        regoperator
        regproc
        regprocedure
        regrole
        regtype
        any
        anyelement
        anyarray
        anynonarray
        anyenum
        anyrange
        anymultirange
        anycompatible
        anycompatiblearray
        anycompatiblenonarray
        anycompatiblerange
        anycompatiblemultirange
        cstring
        internal
        record
        trigger
        event_trigger
        void
        unknown
        """;
}

/// <summary>A word for a type.</summary>
/// <param name="Word">The word of the schema language.</param>
/// <param name="Canonical">The word that it is printed back as.</param>
internal sealed record TypeWord(string Word, string Canonical)
{
    /// <summary>Gets the SQL name.</summary>
    public string Sql { get; init; } = Canonical;

    /// <summary>Gets how many arguments it takes at most.</summary>
    public int MostArguments { get; init; }

    /// <summary>Gets the argument that is meant when none is given; null for none.</summary>
    public int? Implied { get; init; }

    /// <summary>Gets whether the implied argument is kept in the canonical form.</summary>
    public bool PrintsImplied { get; init; }

    /// <summary>Gets whether the first argument is a precision: it may be 0 for times.</summary>
    public bool HasPrecision { get; init; }

    /// <summary>Gets whether it is an interval of certain fields, which SQL writes after the word interval.</summary>
    public bool IsIntervalField { get; init; }

    /// <summary>Gets the server's longer spellings.</summary>
    public string[] Aliases { get; init; } = [];

    /// <summary>Gets all spellings in SQL.</summary>
    public IEnumerable<string> Spellings => IsIntervalField ? [Sql] : new[] { Word, Sql }.Concat(Aliases).Distinct();
}
