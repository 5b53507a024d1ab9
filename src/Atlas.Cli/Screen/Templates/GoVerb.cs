using System.Globalization;
using System.Numerics;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>One verb of a format with its flags; applies to a single value, and to each item of a list or
/// map.</summary>
/// <param name="Flags">The flags as written.</param>
/// <param name="Width">The least number of characters; null for none.</param>
/// <param name="Precision">The digits after the point, or the most characters of a text; null for none.</param>
internal sealed record GoVerb(string Flags, int? Width, int? Precision)
{
    public string Apply(Rune verb, TemplateValue value) => verb.Value switch
    {
        'T' => Pad(value is NilValue ? "<nil>" : value.TypeName),
        'v' when Flags.Contains('#') => Pad(Syntax(value)),
        'v' when value is ObjectValue or TimeValue or NilValue or BoolValue =>
            Pad(GoText.Plain(value, Flags.Contains('+'))),
        _ => value switch
        {
            NilValue => $"%!{verb}(<nil>)",
            ListValue list when verb.Value != 'p' =>
                "[" + string.Join(' ', list.Items.Select(item => Apply(verb, item))) + "]",
            MapValue map =>
                "map[" + string.Join(' ',
                map.Entries.Select(e => Apply(verb, TemplateValue.Of(e.Key)) + ":" + Apply(verb, e.Value))) + "]",
            ObjectValue { Text: { } text } => Apply(verb, TemplateValue.Of(text)),
            ObjectValue instance =>
                "{" + string.Join(' ', instance.Fields.Select(field => Apply(verb, field.Value))) + "}",
            TimeValue time => Apply(verb, TemplateValue.Of(GoText.Time(time.Time))),
            BoolValue boolean when verb.Value == 't' => Pad(GoText.Plain(boolean)),
            IntValue number => Whole((char)verb.Value, number.Number) ?? Bad(verb, value),
            FloatValue number => Floating((char)verb.Value, number.Number) ?? Bad(verb, value),
            StringValue text => Textual((char)verb.Value, text.Text) ?? Bad(verb, value),
            _ => Bad(verb, value),
        },
    };

    private static string Bad(Rune verb, TemplateValue value) => $"%!{verb}({value.TypeName}={GoText.Plain(value)})";

    private string? Whole(char verb, long number) => verb switch
    {
        'd' or 'v' => Number(number < 0, BigInteger.Abs(number).ToString(CultureInfo.InvariantCulture), ""),
        'b' => Number(number < 0, Radix(number, 2), Flags.Contains('#') ? "0b" : ""),
        'o' => Number(number < 0, Radix(number, 8), Flags.Contains('#') ? "0" : ""),
        'O' => Number(number < 0, Radix(number, 8), "0o"),
        'x' => Number(number < 0, Radix(number, 16), Flags.Contains('#') ? "0x" : ""),
        'X' => Number(number < 0, Radix(number, 16).ToUpperInvariant(), Flags.Contains('#') ? "0X" : ""),
        'c' => Pad(Character(number).ToString()),
        'q' => Pad(GoText.Quote(Character(number))),
        'U' => Pad(string.Create(CultureInfo.InvariantCulture, $"U+{number:X4}")
            + (Flags.Contains('#') ? $" '{Character(number)}'" : "")),
        _ => null,
    };

    private string? Floating(char verb, double number)
    {
        if (verb is not ('e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'v')) return null;
        var letter = verb switch { 'v' => 'g', 'F' => 'f', _ => verb };
        var text = GoFloat.Format(number, letter, Precision ?? (letter is 'g' or 'G' ? -1 : 6));
        return text is "+Inf" or "-Inf" or "NaN"
            ? (this with { Flags = Flags.Replace("0", "") }).Pad(Flags.Contains('+') ? text : text.TrimStart('+'))
            : (this with { Precision = null }).Number(text.StartsWith('-'), text.TrimStart('-'), "");
    }

    private string? Textual(char verb, string text)
    {
        var cut = Precision is { } most ? string.Concat(text.EnumerateRunes().Take(most)) : text;
        return verb switch
        {
            's' or 'v' => Pad(cut),
            'q' when Flags.Contains('#') && !text.Contains('`') && !text.Any(char.IsControl) => Pad("`" + cut + "`"),
            'q' => Pad(GoText.Quote(cut, Flags.Contains('+'))),
            'x' => Pad(Hex(text, lower: true)),
            'X' => Pad(Hex(text, lower: false)),
            _ => null,
        };
    }

    private string Hex(string text, bool lower)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var pairs = bytes.Take(Precision ?? bytes.Length)
            .Select(b => b.ToString(lower ? "x2" : "X2", CultureInfo.InvariantCulture));
        var mark = Flags.Contains('#') ? lower ? "0x" : "0X" : "";
        return Flags.Contains(' ') ? string.Join(' ', pairs.Select(pair => mark + pair)) : mark + string.Concat(pairs);
    }

    private string Number(bool isNegative, string digits, string mark)
    {
        if (Precision is { } least)
        {
            if (least == 0 && digits == "0") return Pad("");
            digits = digits.PadLeft(least, '0');
        }
        var sign = isNegative ? "-" : Flags.Contains('+') ? "+" : Flags.Contains(' ') ? " " : "";
        if (Flags.Contains('0') && !Flags.Contains('-') && Precision is null && Width is { } width)
            digits = digits.PadLeft(Math.Max(0, width - sign.Length - mark.Length), '0');
        return (this with { Flags = Flags.Replace("0", "") }).Pad(sign + mark + digits);
    }

    private string Pad(string text)
    {
        var missing = (Width ?? 0) - text.EnumerateRunes().Count();
        if (missing <= 0) return text;
        return Flags.Contains('-') ? text + new string(' ', missing)
            : new string(Flags.Contains('0') ? '0' : ' ', missing) + text;
    }

    private static string Radix(long number, int radix)
    {
        var text = "";
        var rest = BigInteger.Abs(number);
        do
        {
            text = "0123456789abcdef"[(int)(rest % radix)] + text;
            rest /= radix;
        }
        while (rest > 0);
        return text;
    }

    private static Rune Character(long number) =>
        number is >= 0 and <= 0x10FFFF && Rune.TryCreate((int)number, out var rune) ? rune : Rune.ReplacementChar;

    private static string Syntax(TemplateValue value) => value switch
    {
        StringValue text => GoText.Quote(text.Text),
        ListValue list => "[]interface {}{" + string.Join(", ", list.Items.Select(Syntax)) + "}",
        MapValue map =>
            "map[string]interface {}{"
            + string.Join(", ", map.Entries.Select(e => GoText.Quote(e.Key) + ":" + Syntax(e.Value))) + "}",
        ObjectValue instance =>
            instance.Type + "{" + string.Join(", ", instance.Fields.Select(f => f.Name + ":" + Syntax(f.Value))) + "}",
        _ => GoText.Plain(value),
    };
}
