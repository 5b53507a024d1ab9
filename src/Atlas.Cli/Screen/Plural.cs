using System.Globalization;

namespace Atlas.Cli.Screen;

/// <summary>Counts things in words: <c>1 statement</c>, <c>2 statements</c>, <c>2 queries</c>.</summary>
public static class Plural
{
    /// <summary>Returns the count and the word in the form that goes with it.</summary>
    public static string Of(long count, string singular) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {Word(count, singular)}");

    /// <summary>Returns the word in the form that goes with the count.</summary>
    public static string Word(long count, string singular) => (count, singular) switch
    {
        (1, _) => singular,
        (_, [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y']) => singular[..^1] + "ies",
        (_, [.., 's' or 'x'] or [.., 's' or 'c', 'h']) => singular + "es",
        _ => singular + "s",
    };
}
