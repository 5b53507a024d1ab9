using System.Globalization;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Texts as Go writes and reads them: quoted strings, and the plain form of any value.</summary>
internal static class GoText
{
    /// <summary>Returns a value as <c>%v</c> shows it, with field names on request as <c>%+v</c> does.</summary>
    public static string Plain(TemplateValue value, bool names = false) => value switch
    {
        NilValue nil => nil.IsMissing ? "<no value>" : "<nil>",
        BoolValue boolean => boolean.Truth ? "true" : "false",
        IntValue number => number.Number.ToString(CultureInfo.InvariantCulture),
        FloatValue number => GoFloat.Format(number.Number, 'g', -1),
        StringValue text => text.Text,
        TimeValue time => Time(time.Time),
        ListValue list => "[" + string.Join(' ', list.Items.Select(item => Plain(item, names))) + "]",
        MapValue map =>
            "map[" + string.Join(' ', map.Entries.Select(entry => $"{entry.Key}:{Plain(entry.Value, names)}")) + "]",
        ObjectValue { Text: { } text } => text,
        ObjectValue value1 =>
            "{" + string.Join(' ',
            value1.Fields.Select(field => (names ? field.Name + ":" : "") + Plain(field.Value, names))) + "}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Returns a text in double quotes with Go's escapes.</summary>
    public static string Quote(string text, bool ascii = false)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes()) Escape(quoted, rune, '"', ascii);
        return quoted.Append('"').ToString();
    }

    /// <summary>Returns a character in single quotes with Go's escapes.</summary>
    public static string Quote(Rune rune)
    {
        var quoted = new StringBuilder("'");
        Escape(quoted, rune, '\'', ascii: false);
        return quoted.Append('\'').ToString();
    }

    /// <summary>Returns the content of a quoted text with its escapes resolved, or null when one is
    /// malformed.</summary>
    public static string? Unquote(string quoted)
    {
        var bytes = new List<byte>();
        var quote = quoted[0];
        for (var i = 1; i < quoted.Length - 1; i++)
        {
            if (quoted[i] != '\\')
            {
                var length = char.IsHighSurrogate(quoted[i]) && i + 1 < quoted.Length - 1 ? 2 : 1;
                bytes.AddRange(Encoding.UTF8.GetBytes(quoted.Substring(i, length)));
                i += length - 1;
                continue;
            }
            i++;
            var simple = "abfnrtv\\".IndexOf(quoted[i]);
            if (simple >= 0) bytes.Add((byte)"\a\b\f\n\r\t\v\\"[simple]);
            else if (quoted[i] == quote) bytes.Add((byte)quote);
            else if (Number(quoted, ref i) is { } number)
            {
                if (number.IsByte) bytes.Add((byte)number.Code);
                else if (Rune.TryCreate(number.Code, out var rune)) bytes.AddRange(
                    Encoding.UTF8.GetBytes(rune.ToString()));
                else return null;
            }
            else return null;
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Returns a time as Go prints it: nanoseconds trimmed, offset and zone.</summary>
    public static string Time(DateTimeOffset time)
    {
        var zone = time.Offset == TimeSpan.Zero ? "+0000 UTC" : time.ToString("zzz", CultureInfo.InvariantCulture)
            .Replace(":", "") is var offset ? $"{offset} {offset}" : "";
        return time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + " " + zone;
    }

    private static (int Code, bool IsByte)? Number(string text, ref int i)
    {
        var (digits, radix, isByte, start) = text[i] switch
        {
            'x' => (2, 16, true, i + 1),
            'u' => (4, 16, false, i + 1),
            'U' => (8, 16, false, i + 1),
            >= '0' and <= '7' => (3, 8, true, i),
            _ => (0, 0, false, i),
        };
        if (digits == 0 || start + digits > text.Length - 1) return null;
        var code = 0L;
        foreach (var digit in text.AsSpan(start, digits))
        {
            if (!char.IsAsciiHexDigit(digit) || Convert.ToInt32(digit.ToString(), 16) is var value && value >= radix)
                return null;
            code = code * radix + value;
        }
        i = start + digits - 1;
        return code > (isByte ? 255 : 0x10FFFF) ? null : ((int)code, isByte);
    }

    private static void Escape(StringBuilder into, Rune rune, char quote, bool ascii)
    {
        var simple = rune.Value < 128 ? "\a\b\f\n\r\t\v\\".IndexOf((char)rune.Value) : -1;
        if (simple >= 0) into.Append('\\').Append("abfnrtv\\"[simple]);
        else if (rune.Value == quote) into.Append('\\').Append(quote);
        else if (rune.Value < 0x20
            || rune.Value == 0x7f) into.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
        else if (rune.Value < 0x7f || (!ascii && IsPrintable(rune))) into.Append(rune.ToString());
        else into.Append(rune.Value > 0xffff ? $"\\U{rune.Value:x8}" : $"\\u{rune.Value:x4}");
    }

    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
