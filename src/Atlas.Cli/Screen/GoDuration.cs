using System.Globalization;

namespace Atlas.Cli.Screen;

/// <summary>Writes durations as Go prints them: <c>346.192µs</c>, <c>5.038728ms</c>, <c>1.2s</c>,
/// <c>1m2.5s</c>.</summary>
public static class GoDuration
{
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
