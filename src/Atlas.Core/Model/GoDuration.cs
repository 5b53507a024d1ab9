using System.Globalization;

namespace Atlas.Core.Model;

/// <summary>Writes durations as Go prints them: <c>346.192µs</c>, <c>5.038728ms</c>, <c>1.2s</c>,
/// <c>1m2.5s</c>; and reads what people write, days among it.</summary>
public static class GoDuration
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000),
        ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Reads a duration such as <c>10s</c>, <c>1m30s</c>, <c>24h</c>, <c>7d</c> or <c>0</c>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text == "0") return true;
        var (total, rest) = (0.0, text);
        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
            var unit = Units.FirstOrDefault(u => rest.AsSpan(digits).StartsWith(u.Unit));
            if (digits == 0 || unit.Unit is null
                || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number))
                return false;
            total += number * unit.Milliseconds;
            rest = rest[(digits + unit.Unit.Length)..];
        }

        if (text.Length == 0 || total > TimeSpan.MaxValue.TotalMilliseconds / 2) return false;
        duration = TimeSpan.FromMilliseconds(total);
        return true;
    }

    /// <summary>Returns the duration in the largest unit that leaves a whole part, without trailing zeros.</summary>
    public static string Format(TimeSpan duration)
    {
        var sign = duration < TimeSpan.Zero ? "-" : "";
        // Ticks are 100 ns; as decimal no digit is lost, and the smallest TimeSpan has a positive counterpart.
        var nanoseconds = Math.Abs((decimal)duration.Ticks) * 100;
        return sign + nanoseconds switch
        {
            0 => "0s",
            < 1_000 => Number(nanoseconds) + "ns",
            < 1_000_000 => Number(nanoseconds / 1_000) + "µs",
            < 1_000_000_000 => Number(nanoseconds / 1_000_000) + "ms",
            _ => Long(nanoseconds / 1_000_000_000),
        };
    }

    private static string Long(decimal seconds)
    {
        var (hours, minutes) = ((long)(seconds / 3600), (long)(seconds / 60) % 60);
        var rest = Number(seconds % 60) + "s";
        return hours > 0 ? string.Create(CultureInfo.InvariantCulture, $"{hours}h{minutes}m{rest}")
            : minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{minutes}m{rest}")
            : rest;
    }

    private static string Number(decimal number) => number.ToString("0.#########", CultureInfo.InvariantCulture);
}
