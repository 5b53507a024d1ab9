using System.Globalization;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Floating point numbers as Go formats them.</summary>
internal static class GoFloat
{
    /// <summary>Formats with <c>e</c>, <c>f</c> or <c>g</c> (or in capitals); precision -1 is the shortest exact
    /// text.</summary>
    public static string Format(double number, char verb, int precision)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "+Inf" : "-Inf";
        var text = char.ToLowerInvariant(verb) switch
        {
            'e' => Exponent(number, precision),
            'f' => Fixed(number, precision),
            _ => General(number, precision),
        };
        return char.IsUpper(verb) ? text.ToUpperInvariant() : text;
    }

    private static string Exponent(double number, int precision)
    {
        var text = precision < 0 ? Shortest(number) : number.ToString("E" + precision, CultureInfo.InvariantCulture);
        var split = text.IndexOf('E');
        var exponent = int.Parse(text.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"{text[..split]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Fixed(double number, int precision)
    {
        if (precision >= 0) return number.ToString("F" + precision, CultureInfo.InvariantCulture);
        var scientific = Shortest(number);
        var split = scientific.IndexOf('E');
        var exponent = int.Parse(scientific.AsSpan(split + 1), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture);
        var digits = scientific[..split].Replace(".", "").TrimStart('-');
        return number.ToString("F" + Math.Max(0, digits.Length - 1 - exponent), CultureInfo.InvariantCulture);
    }

    private static string General(double number, int precision)
    {
        if (number == 0) return double.IsNegative(number) ? "-0" : "0";
        var significant = precision switch { < 0 => -1, 0 => 1, _ => precision };
        var scientific = Exponent(number, significant < 0 ? -1 : significant - 1);
        var split = scientific.IndexOf('e');
        var exponent = int.Parse(scientific.AsSpan(split + 1), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture);
        var digits = scientific[..split].Replace(".", "").TrimStart('-').TrimEnd('0') is { Length: > 0 } some ? some : "0";
        var limit = significant;
        if (limit > digits.Length && digits.Length >= exponent + 1) limit = digits.Length;
        // Without a precision, Go decides as if it were 6.
        if (significant < 0) limit = 6;
        var sign = number < 0 ? "-" : "";
        if (exponent < -4 || exponent >= limit)
            return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}{scientific[split..]}";
        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1
            ? sign + digits.PadRight(exponent + 1, '0')
            : $"{sign}{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}";
    }

    /// <summary>The shortest text that reads back as the number, always with an exponent.</summary>
    private static string Shortest(double number)
    {
        if (number == 0) return "0E+0";
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        var split = text.IndexOf('E');
        var exponent = split < 0 ? 0
            : int.Parse(text.AsSpan(split + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = split < 0 ? text : text[..split];
        var sign = mantissa.StartsWith('-') ? "-" : "";
        mantissa = mantissa.TrimStart('-');
        var point = mantissa.IndexOf('.') is var at && at < 0 ? mantissa.Length : mantissa.IndexOf('.');
        var all = mantissa.Replace(".", "");
        var digits = all.TrimStart('0');
        exponent += point - 1 - (all.Length - digits.Length);
        digits = digits.TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture,
            $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}E{exponent:+0;-0}");
    }
}
