using System.Globalization;

namespace Atlas.Hcl.Functions;

/// <summary>
/// Durations as Go writes them: signed decimals with units, such as <c>1h30m</c>, <c>-1.5s</c>, <c>300ms</c>.
/// </summary>
public static class Duration
{
    private static readonly (string Unit, decimal Ticks)[] Units =
    [
        ("ns", 0.01m), ("us", 10m), ("µs", 10m), ("μs", 10m), ("ms", 10_000m),
        ("s", 10_000_000m), ("m", 600_000_000m), ("h", 36_000_000_000m),
    ];

    /// <summary>
    /// Reads a duration; null when the text is none or is longer than 292 years. Less than 100 ns is dropped.
    /// </summary>
    public static TimeSpan? Parse(string text)
    {
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith('-');
        if (isNegative || rest.StartsWith('+')) rest = rest[1..];
        if (rest is "0") return TimeSpan.Zero;
        if (rest.IsEmpty) return null;

        var ticks = 0m;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAnyExcept("0123456789.");
            if (length is <= 0 or > 20) return null;
            if (!decimal.TryParse(
                rest[..length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
                return null;
            rest = rest[length..];
            var letters = rest.IndexOfAny("0123456789.");
            var unit = (letters < 0 ? rest : rest[..letters]).ToString();
            rest = rest[unit.Length..];
            if (Array.Find(Units, u => u.Unit == unit) is not { Unit: not null } known ||
                count > 1_000_000_000_000_000_000m) return null;
            ticks += count * known.Ticks;
            // Go counts nanoseconds in 64 bits.
            if (ticks > long.MaxValue / 100) return null;
        }

        var whole = (long)ticks;
        return TimeSpan.FromTicks(isNegative ? -whole : whole);
    }
}
