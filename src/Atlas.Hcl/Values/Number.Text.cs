using System.Globalization;
using System.Numerics;

namespace Atlas.Hcl.Values;

/// <content>Reading and printing decimals.</content>
public readonly partial struct Number
{
    // No number within the range needs a decimal exponent beyond this.
    private const int MaximumDecimalExponent = 200_000;

    /// <summary>Reads a decimal such as <c>12.5e3</c>, <c>-.5</c> or <c>+7.</c>; null when the text is none.</summary>
    public static Number? Parse(string text)
    {
        var rest = text.AsSpan();
        var isNegative = rest.StartsWith('-');
        if (isNegative || rest.StartsWith('+')) rest = rest[1..];

        var exponent = 0L;
        if (rest.IndexOfAny('e', 'E') is >= 0 and var at)
        {
            if (!TryReadExponent(rest[(at + 1)..], out exponent)) return null;
            rest = rest[..at];
        }

        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? [] : rest[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || !AreDigits(whole) || !AreDigits(fraction)) return null;

        var digits = BigInteger.Parse(string.Concat(whole, fraction), NumberStyles.None, CultureInfo.InvariantCulture);
        if (isNegative) digits = -digits;
        return FromDecimal(digits, whole.Length + fraction.Length, exponent - fraction.Length);
    }

    /// <summary>Returns the shortest decimal that reads back as the same number, never with an exponent.</summary>
    public override string ToString()
    {
        if (IsInfinite) return Sign > 0 ? "+Inf" : "-Inf";
        var (digits, power) = ShortestDecimal();
        var text = digits.ToString(CultureInfo.InvariantCulture);
        if (power >= 0) text += new string('0', digits.IsZero ? 0 : power);
        else if (text.Length > -power) text = text.Insert(text.Length + power, ".");
        else text = "0." + text.PadLeft(-power, '0');
        return Sign < 0 ? "-" + text : text;
    }

    /// <summary>
    /// Returns the magnitude of a finite number as digits × 10^power, with as few digits as read back as the same
    /// number, and of these the nearest; the last digit is not 0 unless the number is.
    /// </summary>
    internal (BigInteger Digits, int Power) ShortestDecimal()
    {
        if (Sign == 0) return (BigInteger.Zero, 0);
        var magnitude = BigInteger.Abs(mantissa);
        if (IsWhole && exponent + magnitude.GetBitLength() <= Precision) return WithoutZeros(magnitude << exponent, 0);

        // Everything from low to high rounds to this number; half a unit in the last place on each side.
        var shift = Precision + 1 - (int)magnitude.GetBitLength();
        var (value, power2) = (magnitude << shift, exponent - shift);
        var isEven = (value >> 1).IsEven;

        // The three over one denominator: as integers they are scaled by 2^-power2 or by 10^scale.
        var scale = Math.Max(0, (int)Math.Ceiling(-power2 * 0.30103) + 2);
        var (numerator, denominator) = (BigInteger.Pow(10, scale), BigInteger.One);
        if (power2 >= 0) numerator <<= power2;
        else denominator <<= -power2;
        var (low, middle, high) = ((value - 1) * numerator, value * numerator, (value + 1) * numerator);

        // The greatest step of ten that can have two multiples in between is near the width; start above it.
        var width = BigInteger.Divide(2 * numerator, denominator);
        var step = BigInteger.Pow(10, width.IsZero ? 0 : (int)BigInteger.Log10(width) + 2);
        for (var steps = step; ; steps /= 10)
        {
            var unit = steps * denominator;
            var below = BigInteger.DivRem(middle, unit, out var rest);
            var above = rest.IsZero ? below : below + 1;
            var canGoDown = isEven ? below * unit >= low : below * unit > low;
            var canGoUp = isEven ? above * unit <= high : above * unit < high;
            if (!canGoDown && !canGoUp) continue;
            var order = (2 * rest).CompareTo(unit);
            var isDownNearer = order < 0 || order == 0 && below.IsEven;
            var digits = canGoDown && (isDownNearer || !canGoUp) ? below : above;
            return WithoutZeros(digits * steps, -scale);
        }
    }

    /// <summary>
    /// Returns the magnitude of a finite number times 10^decimals, rounded to a whole number, half to even.
    /// </summary>
    internal BigInteger ScaledBy(int decimals)
    {
        var (numerator, denominator) = (BigInteger.Abs(mantissa), BigInteger.One);
        if (decimals >= 0) numerator *= BigInteger.Pow(10, decimals);
        else denominator = BigInteger.Pow(10, -decimals);
        if (exponent >= 0) numerator <<= exponent;
        else denominator <<= -exponent;
        var whole = BigInteger.DivRem(numerator, denominator, out var rest);
        var order = (2 * rest).CompareTo(denominator);
        return order > 0 || order == 0 && !whole.IsEven ? whole + 1 : whole;
    }

    private static (BigInteger, int) WithoutZeros(BigInteger digits, int power)
    {
        var text = digits.ToString(CultureInfo.InvariantCulture);
        var zeros = text.Length - text.AsSpan().TrimEnd('0').Length;
        return zeros == 0 ? (digits, power) : (digits / BigInteger.Pow(10, zeros), power + zeros);
    }

    private static Number FromDecimal(BigInteger digits, int length, long power)
    {
        if (digits.IsZero || power + length < -MaximumDecimalExponent) return Zero;
        if (power + length > MaximumDecimalExponent) return digits.Sign > 0 ? PositiveInfinity : NegativeInfinity;
        return power >= 0
            ? Rounded(digits * BigInteger.Pow(10, (int)power), 0)
            : Quotient(digits, 0, BigInteger.Pow(10, (int)-power));
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out long exponent)
    {
        exponent = 0;
        var isNegative = text.StartsWith('-');
        if (isNegative || text.StartsWith('+')) text = text[1..];
        if (text.IsEmpty || !AreDigits(text)) return false;
        var significant = text.TrimStart('0');
        exponent = significant.Length switch
        {
            0 => 0,
            > 12 => 1_000_000_000_000,
            _ => long.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture),
        };
        if (isNegative) exponent = -exponent;
        return true;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
