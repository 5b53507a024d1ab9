using System.Text;

namespace Atlas.Hcl.Functions;

/// <summary>A set of characters as ranges of code points, and perhaps general categories.</summary>
internal sealed class RegexClass(
    IEnumerable<(int First, int Last)> ranges, IEnumerable<string>? categories = null, bool isNegated = false)
{
    private const int Top = 0x10FFFF;
    private const string AnyPair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    public IReadOnlyList<(int First, int Last)> Ranges { get; } = [.. ranges];

    /// <summary>Gets the categories as the platform writes them, such as <c>\p{L}</c> or <c>\P{L}</c>.</summary>
    public IReadOnlyList<string> Categories { get; } = [.. categories ?? []];

    /// <summary>Returns the complement of ranges.</summary>
    public static IEnumerable<(int, int)> Complement(IEnumerable<(int First, int Last)> ranges)
    {
        var next = 0;
        foreach (var (first, last) in ranges.Order())
        {
            if (first > next) yield return (next, first - 1);
            next = Math.Max(next, last + 1);
        }

        if (next <= Top) yield return (next, Top);
    }

    /// <summary>Writes the class of all characters but some.</summary>
    public static string AnyExcept((int, int)[] ranges) =>
        new RegexClass(ranges, isNegated: true).Write(ignoreCase: false);

    /// <summary>Writes the class as one atom that matches whole characters, never half of a pair.</summary>
    public string Write(bool ignoreCase)
    {
        var folded = ignoreCase ? Ranges.Concat(Ranges.SelectMany(OtherCases)) : Ranges;
        if (Categories.Count > 0) return WriteWithCategories(folded);
        (int First, int Last)[] all = [.. isNegated ? Complement(folded) : folded];
        if (all is [var (first, last)] && first == last && first < 0x10000) return Unit(first);

        var units = string.Concat(Split(all, 0, 0xD7FF).Concat(Split(all, 0xE000, 0xFFFF)).Select(Range));
        var pairs = Split(all, 0x10000, Top).SelectMany(Pairs);
        string[] choices = units.Length > 0 ? [$"[{units}]", .. pairs] : [.. pairs];
        return choices.Length switch
        {
            0 => "[^\\s\\S]",
            1 when units.Length > 0 => choices[0],
            _ => $"(?:{string.Join('|', choices)})",
        };
    }

    // The platform knows the categories of single units only; a character beyond has none there.
    private string WriteWithCategories(IEnumerable<(int, int)> folded)
    {
        var units = string.Concat(Split(folded, 0, 0xFFFF).Select(Range)) + string.Concat(Categories);
        var hasPairs = isNegated || Categories.Any(c => c.StartsWith(@"\P", StringComparison.Ordinal));
        var single = $"[{(isNegated ? "^" : "")}{units}-[\\uD800-\\uDFFF]]";
        return hasPairs ? $"(?:{single}|{AnyPair})" : single;
    }

    private static IEnumerable<(int First, int Last)> Split(
        IEnumerable<(int First, int Last)> ranges, int low, int high) =>
        from range in ranges
        let cut = (First: Math.Max(range.First, low), Last: Math.Min(range.Last, high))
        where cut.First <= cut.Last
        select cut;

    /// <summary>Writes characters of two units as pairs of unit classes.</summary>
    private static IEnumerable<string> Pairs((int First, int Last) range)
    {
        for (var point = range.First; point <= range.Last;)
        {
            var (high, low) = Units(point);
            var endOfHigh = point - low + 0xDFFF;
            if (low == 0xDC00 && endOfHigh <= range.Last)
            {
                // Whole blocks of one leading unit go together.
                var blocks = (range.Last + 1 - point) / 0x400;
                yield return $"[{Range((high, high + blocks - 1))}][\\uDC00-\\uDFFF]";
                point += blocks * 0x400;
                continue;
            }

            var last = Math.Min(endOfHigh, range.Last);
            yield return $"{Unit(high)}[{Range((low, Units(last).Low))}]";
            point = last + 1;
        }
    }

    private static (int High, int Low) Units(int point) =>
        (0xD800 + (point - 0x10000 >> 10), 0xDC00 + (point - 0x10000 & 0x3FF));

    private static string Range((int First, int Last) range) =>
        range.First == range.Last ? Unit(range.First) : $"{Unit(range.First)}-{Unit(range.Last)}";

    private static string Unit(int unit) =>
        unit < 0x80 && char.IsAsciiLetterOrDigit((char)unit) ? ((char)unit).ToString() : $"\\u{unit:X4}";

    private static IEnumerable<(int, int)> OtherCases((int First, int Last) range)
    {
        // Beyond the last letter with two cases there is nothing to add.
        for (var point = range.First; point <= Math.Min(range.Last, 0x1E943); point++)
        {
            if (point is >= 0xD800 and <= 0xDFFF || point is >= 0x2E80 and <= 0xA63F) continue;
            var rune = new Rune(point);
            var (upper, lower) = (Rune.ToUpperInvariant(rune).Value, Rune.ToLowerInvariant(rune).Value);
            if (upper != point) yield return (upper, upper);
            if (lower != point) yield return (lower, lower);
            if (point is 'k' or 'K') yield return (0x212A, 0x212A);
            if (point is 's' or 'S') yield return (0x17F, 0x17F);
            if (point is 0x212A) yield return ('K', 'K');
            if (point is 0x17F) yield return ('S', 'S');
        }
    }
}
