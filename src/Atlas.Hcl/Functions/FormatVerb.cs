using System.Globalization;
using System.Numerics;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

/// <summary>Writes one argument in the way a verb says.</summary>
internal static class FormatVerb
{
    /// <summary>
    /// Returns the text, padded; <paramref name="argument"/> is the place of the value among the call's arguments.
    /// </summary>
    public static string Apply(Verb verb, Value value, int argument)
    {
        if (verb.Letter == 'v') return Default(verb, value, argument);
        if (value.IsNull) throw new FunctionException($"\"{verb.Source}\" can't write null", argument);
        return verb.Letter switch
        {
            's' => PadText(verb, Cut(verb, To(ValueType.String, verb, value, argument).AsString())),
            'q' => PadText(verb, JsonText.Quote(Cut(verb, To(ValueType.String, verb, value, argument).AsString()))),
            't' => PadText(verb, To(ValueType.Bool, verb, value, argument).AsBool() ? "true" : "false"),
            'b' or 'd' or 'o' or 'x' or 'X' =>
                Whole(verb, To(ValueType.Number, verb, value, argument).AsNumber(), argument),
            _ => Fraction(verb, To(ValueType.Number, verb, value, argument).AsNumber()),
        };
    }

    private static string Default(Verb verb, Value value, int argument)
    {
        if (verb.Has('#')) return PadText(verb, JsonText.Write(value, argument));
        if (value.IsNull) return PadText(verb, "null");
        if (value.Type == ValueType.Number)
            return Pad(verb, value.AsNumber().Sign < 0, value.AsNumber().Abs().ToString().TrimStart('+'));
        if (value.Type is not PrimitiveType) return PadText(verb, JsonText.Write(value, argument));
        return PadText(verb, Cut(verb, To(ValueType.String, verb, value, argument).AsString()));
    }

    private static Value To(ValueType type, Verb verb, Value value, int argument) =>
        Conversion.Convert(value, type, out var problem) ??
        throw new FunctionException($"\"{verb.Source}\": {problem}", argument);

    private static string Whole(Verb verb, Number number, int argument)
    {
        if (number.ToBigInteger() is not { } whole)
            throw new FunctionException($"\"{verb.Source}\": a whole number is required", argument);
        var (numberBase, prefix) = verb.Letter switch
        {
            'b' => (2, "0b"),
            'o' => (8, "0"),
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            _ => (10, ""),
        };
        var digits = Digits(BigInteger.Abs(whole), numberBase).PadLeft(Math.Max(verb.Precision, 0), '0');
        if (verb.Letter == 'X') digits = digits.ToUpperInvariant();
        // A precision is the number of digits, and no zeros fill the width then.
        var adapted = verb.Precision >= 0
            ? verb with { Flags = verb.Flags.Replace("0", "", StringComparison.Ordinal) }
            : verb;
        return Pad(adapted, whole.Sign < 0, digits, verb.Has('#') ? prefix : "");
    }

    private static string Digits(BigInteger magnitude, int numberBase) => numberBase switch
    {
        2 => Trimmed(magnitude.ToString("b", CultureInfo.InvariantCulture)),
        8 => InBase8(magnitude),
        16 => Trimmed(magnitude.ToString("x", CultureInfo.InvariantCulture)),
        _ => magnitude.ToString(CultureInfo.InvariantCulture),
    };

    private static string Trimmed(string digits) => digits.TrimStart('0') is { Length: > 0 } trimmed ? trimmed : "0";

    private static string InBase8(BigInteger magnitude)
    {
        var digits = new Stack<char>();
        do digits.Push((char)('0' + (int)(magnitude & 7)));
        while (!(magnitude >>= 3).IsZero);
        return string.Concat(digits);
    }

    private static string Fraction(Verb verb, Number number)
    {
        if (number.IsInfinite) return PadText(verb, number.ToString());
        var magnitude = number.Abs();
        var text = char.ToLowerInvariant(verb.Letter) switch
        {
            'f' => DecimalText.Fixed(magnitude, verb.Precision < 0 ? 6 : verb.Precision),
            'e' => DecimalText.Scientific(magnitude, verb.Precision < 0 ? 6 : verb.Precision),
            _ => DecimalText.General(magnitude, verb.Precision),
        };
        if (char.IsAsciiLetterUpper(verb.Letter)) text = text.ToUpperInvariant();
        return Pad(verb, number.Sign < 0, text);
    }

    /// <summary>Puts the sign before digits, and zeros between or blanks around to fill the width.</summary>
    private static string Pad(Verb verb, bool isNegative, string digits, string prefix = "")
    {
        var sign = (isNegative ? "-" : verb.Has('+') ? "+" : verb.Has(' ') ? " " : "") + prefix;
        if (verb.Has('0') && !verb.Has('-')) digits = digits.PadLeft(Math.Max(verb.Width - sign.Length, 0), '0');
        return PadText(verb with { Flags = verb.Has('-') ? "-" : "" }, sign + digits);
    }

    private static string PadText(Verb verb, string text)
    {
        var missing = verb.Width - StringFunctions.Graphemes(text).Count;
        if (missing <= 0) return text;
        if (verb.Has('-')) return text + new string(' ', missing);
        return new string(verb.Has('0') ? '0' : ' ', missing) + text;
    }

    /// <summary>Keeps as many characters as the precision says.</summary>
    private static string Cut(Verb verb, string text) =>
        verb.Precision < 0 ? text : string.Concat(StringFunctions.Graphemes(text).Take(verb.Precision));
}
