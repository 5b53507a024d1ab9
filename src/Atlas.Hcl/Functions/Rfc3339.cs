using System.Globalization;

namespace Atlas.Hcl.Functions;

/// <summary>Times as RFC 3339 writes them, such as <c>2006-01-02T15:04:05Z</c>.</summary>
public static class Rfc3339
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Writes a time to the second, with its own offset; UTC as <c>Z</c>.</summary>
    public static string Format(DateTimeOffset time) =>
        time.ToString(Seconds, CultureInfo.InvariantCulture) + Offset(time);

    /// <summary>
    /// Reads a time in the years 1 to 9999 with an offset of up to 14 hours; null when the text is none.
    /// </summary>
    public static DateTimeOffset? Parse(string text)
    {
        var offset = text.EndsWith('Z') ? text.Length - 1 : text.Length - 6;
        if (offset < 19) return null;
        if (!DateTime.TryParseExact(
            text.AsSpan(0, 19), Seconds, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        if (offset > 19)
        {
            var digits = text.AsSpan(20, offset - 20);
            if (text[19] != '.' || digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')) return null;
            // A tick is 100 ns; further digits are dropped.
            var ticks = digits.ToString().PadRight(7, '0').AsSpan(0, 7);
            time = time.AddTicks(long.Parse(ticks, CultureInfo.InvariantCulture));
        }

        return ParseOffset(text.AsSpan(offset)) is { } difference ? InRange(time, difference) : null;
    }

    /// <summary>Writes an offset as <c>Z</c> or <c>+01:30</c>.</summary>
    internal static string Offset(DateTimeOffset time) =>
        time.Offset == TimeSpan.Zero ? "Z" : $"{OffsetSign(time)}{time.Offset:hh\\:mm}";

    /// <summary>Returns the sign of an offset; that of UTC is <c>+</c>.</summary>
    internal static char OffsetSign(DateTimeOffset time) => time.Offset < TimeSpan.Zero ? '-' : '+';

    private static TimeSpan? ParseOffset(ReadOnlySpan<char> text)
    {
        if (text is "Z") return TimeSpan.Zero;
        if (text[0] is not ('+' or '-') ||
            !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var offset)) return null;
        return text[0] == '-' ? -offset : offset;
    }

    private static DateTimeOffset? InRange(DateTime time, TimeSpan offset)
    {
        var isOffset = offset.Duration() <= TimeSpan.FromHours(14);
        var ticks = time.Ticks - offset.Ticks;
        return isOffset && ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(time, offset)
            : null;
    }
}
