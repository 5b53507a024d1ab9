using System.Globalization;
using System.Text;
using Atlas.Hcl.Evaluation;

namespace Atlas.Hcl.Functions;

/// <summary>
/// Writes a time by a layout: runs of one letter stand for its parts, other characters for themselves.
/// </summary>
internal static class DateLayout
{
    /// <summary>Returns the time by a layout; a letter without a meaning must stand in single quotes.</summary>
    public static string Format(string layout, DateTimeOffset time)
    {
        var result = new StringBuilder();
        for (var position = 0; position < layout.Length;)
        {
            var character = layout[position];
            if (character == '\'')
            {
                result.Append(ReadQuoted(layout, ref position));
            }
            else if (char.IsAsciiLetter(character))
            {
                var start = position;
                while (position < layout.Length && layout[position] == character) position++;
                result.Append(Part(layout[start..position], time));
            }
            else
            {
                result.Append(character);
                position++;
            }
        }

        return result.ToString();
    }

    private static string Part(string letters, DateTimeOffset time) => letters switch
    {
        "YYYY" => Written(time, "yyyy"),
        "YY" => Written(time, "yy"),
        "MMMM" => Written(time, "MMMM"),
        "MMM" => Written(time, "MMM"),
        "MM" => Written(time, "MM"),
        "M" => Written(time, "%M"),
        "DD" => Written(time, "dd"),
        "D" => Written(time, "%d"),
        "EEEE" => Written(time, "dddd"),
        "EEE" => Written(time, "ddd"),
        "hh" => Written(time, "HH"),
        "h" => Written(time, "%H"),
        "HH" => Written(time, "hh"),
        "H" => Written(time, "%h"),
        "AA" => time.Hour < 12 ? "AM" : "PM",
        "aa" => time.Hour < 12 ? "am" : "pm",
        "mm" => Written(time, "mm"),
        "m" => Written(time, "%m"),
        "ss" => Written(time, "ss"),
        "s" => Written(time, "%s"),
        "ZZZZZ" => $"{Rfc3339.OffsetSign(time)}{time.Offset:hh\\:mm}",
        "ZZZZ" => $"{Rfc3339.OffsetSign(time)}{time.Offset:hhmm}",
        "Z" => Rfc3339.Offset(time),
        _ => throw new FunctionException(
            $"the format has no part \"{letters}\"; put text that stands for itself in single quotes", 0),
    };

    private static string Written(DateTimeOffset time, string format) =>
        time.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Reads a quoted text; two quotes in a row, inside or outside, are one.</summary>
    private static string ReadQuoted(string layout, ref int position)
    {
        if (position + 1 < layout.Length && layout[position + 1] == '\'')
        {
            position += 2;
            return "'";
        }

        var text = new StringBuilder();
        for (position++; position < layout.Length; position++)
        {
            if (layout[position] != '\'')
            {
                text.Append(layout[position]);
                continue;
            }

            if (position + 1 >= layout.Length || layout[position + 1] != '\'')
            {
                position++;
                return text.ToString();
            }

            text.Append(layout[position++]);
        }

        throw new FunctionException("a quote in the format is never closed", 0);
    }
}
