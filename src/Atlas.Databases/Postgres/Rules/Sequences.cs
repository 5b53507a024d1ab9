using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>The options of the sequences behind identity columns, and their defaults (PostgreSQL manual, CREATE
/// SEQUENCE).</summary>
/// <param name="Start">The first value.</param>
/// <param name="Increment">The step.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Cache">How many values a session takes at once.</param>
/// <param name="IsCycle">Whether it starts again at its end.</param>
internal sealed record Sequences(long Start, long Increment, long Minimum, long Maximum, long Cache, bool IsCycle)
{
    /// <summary>Returns all options of an identity on a column of a type.</summary>
    public static Sequences Of(Identity identity, ColumnType type)
    {
        var (lowest, highest) = Bounds(type);
        var increment = identity.Increment ?? 1;
        var minimum = identity.Minimum ?? (increment > 0 ? 1 : lowest);
        var maximum = identity.Maximum ?? (increment > 0 ? highest : -1);
        var start = identity.Start ?? (increment > 0 ? minimum : maximum);
        return new Sequences(start, increment, minimum, maximum, identity.Cache ?? 1, identity.IsCycle);
    }

    /// <summary>Returns the options as an identity that says only what isn't the default for a column of a
    /// type.</summary>
    public Identity ToIdentity(bool isAlways, ColumnType type)
    {
        var plain = Of(new Identity(isAlways) { Increment = Increment }, type);
        var minimum = Minimum == plain.Minimum ? (long?)null : Minimum;
        var maximum = Maximum == plain.Maximum ? (long?)null : Maximum;
        return new Identity(isAlways)
        {
            Start = Start == (Increment > 0 ? Minimum : Maximum) ? null : Start,
            Increment = Increment == 1 ? null : Increment,
            Minimum = minimum,
            Maximum = maximum,
            Cache = Cache == 1 ? null : Cache,
            IsCycle = IsCycle,
        };
    }

    /// <summary>Returns all options of a sequence of a type.</summary>
    public static Sequences Of(SequenceOptions options, ColumnType type) => Of(
        new Identity(IsAlways: false)
        {
            Start = options.Start,
            Increment = options.Increment,
            Minimum = options.Minimum,
            Maximum = options.Maximum,
            Cache = options.Cache,
            IsCycle = options.IsCycle,
        }, type);

    /// <summary>Returns the options of a sequence that aren't the default for its type.</summary>
    public SequenceOptions ToOptions(ColumnType type)
    {
        var identity = ToIdentity(isAlways: false, type);
        return new SequenceOptions
        {
            Start = identity.Start,
            Increment = identity.Increment,
            Minimum = identity.Minimum,
            Maximum = identity.Maximum,
            Cache = identity.Cache,
            IsCycle = identity.IsCycle,
        };
    }

    /// <summary>Returns an identity that says only what isn't the default.</summary>
    public static Identity Canonicalize(Identity identity, ColumnType type) =>
        Of(Given(identity), type).ToIdentity(identity.IsAlways, type);

    /// <summary>Returns the options of a serial on a column of a type.</summary>
    public static Sequences Serial(ColumnType type) => Of(new Identity(IsAlways: false), type);

    // In the schema language a zero of start or increment means unset; as an increment it is no sequence at all.
    private static Identity Given(Identity identity) => identity with
    {
        Increment = identity.Increment is 0 ? null : identity.Increment,
        Cache = identity.Cache is 0 ? null : identity.Cache,
    };

    private static (long Lowest, long Highest) Bounds(ColumnType type) => type switch
    {
        BuiltInType { Word: "smallint" } => (short.MinValue, short.MaxValue),
        BuiltInType { Word: "integer" } => (int.MinValue, int.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };
}
