using System.Globalization;
using Atlas.Core.Dialects;

namespace Atlas.Cli;

/// <summary>Reads durations of the command line, such as <c>10s</c>, <c>1m30s</c> and <c>24h</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Milliseconds)[] Units = [("ms", 1), ("s", 1000), ("m", 60_000),
        ("h", 3_600_000), ("d", 86_400_000)];

    /// <summary>Reads a flag's duration; throws <see cref="FailureException"/> that names the flag.</summary>
    public static TimeSpan Read(string flag, string? text, TimeSpan fallback)
    {
        if (string.IsNullOrEmpty(text)) return fallback;
        if (text == "0") return TimeSpan.Zero;
        var (total, rest) = (0.0, text);
        while (rest.Length > 0)
        {
            var digits = rest.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
            var unit = Units.FirstOrDefault(u => rest.AsSpan(digits).StartsWith(u.Unit));
            if (digits == 0 || unit.Unit is null
                || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out var number))
                throw new FailureException($"{flag}: \"{text}\" is not a duration; write it as 10s, 1m30s or 24h");
            total += number * unit.Milliseconds;
            rest = rest[(digits + unit.Unit.Length)..];
        }

        return TimeSpan.FromMilliseconds(total);
    }
}
