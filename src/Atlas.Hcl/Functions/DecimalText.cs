using System.Globalization;
using System.Numerics;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Functions;

/// <summary>Writes magnitudes with a given number of digits, rounded half to even.</summary>
internal static class DecimalText
{
    /// <summary>Returns the number with that many decimals.</summary>
    public static string Fixed(Number magnitude, int decimals)
    {
        var digits = Text(magnitude.ScaledBy(decimals)).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : digits.Insert(digits.Length - decimals, ".");
    }

    /// <summary>Returns the number with one digit, that many decimals and an exponent of at least two digits.</summary>
    public static string Scientific(Number magnitude, int decimals)
    {
        var (digits, exponent) = Significant(magnitude, decimals + 1);
        return Scientific(digits, exponent);
    }

    /// <summary>
    /// Returns the shorter of both forms; precision counts digits, below 0 as few as tell the number apart.
    /// </summary>
    public static string General(Number magnitude, int precision)
    {
        var (digits, exponent) = precision < 0 ? Shortest(magnitude) : Significant(magnitude, Math.Max(precision, 1));
        digits = digits.TrimEnd('0') is { Length: > 0 } trimmed ? trimmed : "0";
        var threshold = precision < 0 ? 6 : Math.Max(precision, 1);
        if (exponent < -4 || exponent >= threshold) return Scientific(digits, exponent);
        if (exponent < 0) return "0." + new string('0', -exponent - 1) + digits;
        digits = digits.PadRight(exponent + 1, '0');
        return digits.Length == exponent + 1 ? digits : digits.Insert(exponent + 1, ".");
    }

    private static string Scientific(string digits, int exponent)
    {
        var sign = exponent < 0 ? '-' : '+';
        var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return $"{(digits.Length == 1 ? digits : digits.Insert(1, "."))}e{sign}{power}";
    }

    private static (string Digits, int Exponent) Shortest(Number magnitude)
    {
        var (digits, power) = magnitude.ShortestDecimal();
        var text = Text(digits);
        return (text, power + text.Length - 1);
    }

    private static (string Digits, int Exponent) Significant(Number magnitude, int count)
    {
        if (magnitude.Sign == 0) return (new string('0', count), 0);
        // The estimate is one too high where the shortest digits were rounded up to a power of ten.
        var exponent = Shortest(magnitude).Exponent;
        var text = Text(magnitude.ScaledBy(count - 1 - exponent));
        if (text.Length < count) text = Text(magnitude.ScaledBy(count - 1 - --exponent));
        return text.Length > count ? (text[..count], exponent + 1) : (text, exponent);
    }

    private static string Text(BigInteger digits) => digits.ToString(CultureInfo.InvariantCulture);
}
