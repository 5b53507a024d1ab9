using System.Numerics;

namespace Atlas.Hcl.Values;

/// <summary>
/// A number with a binary mantissa of 512 bits, rounded half to even; may be infinite. A magnitude beyond 2^262144
/// (about 1e78913) is infinite, below 2^-262144 it is zero, so that no text of a few bytes fills the memory.
/// </summary>
public readonly partial struct Number : IEquatable<Number>, IComparable<Number>
{
    private const int Precision = 512;
    private const int MaximumExponent = 1 << 18;
    private const int InfiniteExponent = int.MaxValue;

    // The value is mantissa × 2^exponent. The mantissa is odd, or zero with exponent 0, so that equal numbers have
    // equal fields; infinities are ±1 with the exponent that no finite number has.
    private readonly BigInteger mantissa;
    private readonly int exponent;

    private Number(BigInteger mantissa, int exponent) => (this.mantissa, this.exponent) = (mantissa, exponent);

    /// <summary>Gets 0.</summary>
    public static Number Zero => default;

    /// <summary>Gets +Infinity.</summary>
    public static Number PositiveInfinity => new(BigInteger.One, InfiniteExponent);

    /// <summary>Gets -Infinity.</summary>
    public static Number NegativeInfinity => new(BigInteger.MinusOne, InfiniteExponent);

    /// <summary>Gets -1, 0 or 1.</summary>
    public int Sign => mantissa.Sign;

    /// <summary>Gets whether the number is +Infinity or -Infinity.</summary>
    public bool IsInfinite => exponent == InfiniteExponent;

    /// <summary>Gets whether the number is finite and has no fraction.</summary>
    public bool IsWhole => !IsInfinite && exponent >= 0;

    /// <summary>Makes a whole number.</summary>
    public static Number From(long value) => Rounded(value, 0);

    /// <summary>Makes a whole number, rounded where it has more than 512 significant bits.</summary>
    public static Number From(BigInteger value) => Rounded(value, 0);

    /// <summary>Makes the number that equals a double; null for NaN.</summary>
    public static Number? From(double value)
    {
        if (double.IsNaN(value)) return null;
        if (double.IsInfinity(value)) return value > 0 ? PositiveInfinity : NegativeInfinity;
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var magnitude = exponent == 0 ? Rounded(fraction, -1074) : Rounded(fraction | 1L << 52, exponent - 1075);
        return bits < 0 ? -magnitude : magnitude;
    }

    /// <summary>Returns the number as an integer, or null when it isn't whole or is out of range.</summary>
    public long? ToInt64() =>
        ToBigInteger() is { } whole && whole >= long.MinValue && whole <= long.MaxValue ? (long)whole : null;

    /// <summary>Returns the number as an integer, or null when it isn't whole.</summary>
    public BigInteger? ToBigInteger() => IsWhole ? mantissa << exponent : null;

    /// <summary>Returns the nearest double, half to even; infinite where the magnitude is too big for one.</summary>
    public double ToDouble()
    {
        if (IsInfinite) return Sign > 0 ? double.PositiveInfinity : double.NegativeInfinity;
        var magnitude = BigInteger.Abs(mantissa);
        var length = (int)magnitude.GetBitLength();
        // Doubles below 2^-1022 have fewer than 53 bits: the last place is 2^-1074.
        var drop = Math.Max(length - 53, -1074 - exponent);
        var kept = drop > 0 ? DropBits(magnitude, drop) : magnitude;
        var result = Math.ScaleB((double)kept, exponent + Math.Max(drop, 0));
        return Sign < 0 ? -result : result;
    }

    /// <summary>Compares by value; infinities are beyond all other numbers.</summary>
    public int CompareTo(Number other)
    {
        if (Sign != other.Sign || Sign == 0) return Sign.CompareTo(other.Sign);
        if (IsInfinite || other.IsInfinite) return exponent == other.exponent ? 0 : IsInfinite ? Sign : -Sign;
        var low = Math.Min(exponent, other.exponent);
        return (mantissa << exponent - low).CompareTo(other.mantissa << other.exponent - low);
    }

    /// <inheritdoc/>
    public bool Equals(Number other) => exponent == other.exponent && mantissa == other.mantissa;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(mantissa, exponent);

    /// <summary>Makes the number nearest to mantissa × 2^exponent.</summary>
    /// <param name="mantissa">The digits; more than 512 bits are rounded away.</param>
    /// <param name="exponent">The power of two.</param>
    /// <param name="hasRest">Whether the exact magnitude is a little more, which takes 514 bits or more.</param>
    private static Number Rounded(BigInteger mantissa, long exponent, bool hasRest = false)
    {
        if (mantissa.IsZero) return Zero;
        var magnitude = BigInteger.Abs(mantissa);
        var drop = (int)magnitude.GetBitLength() - Precision;
        if (drop > 0)
        {
            magnitude = DropBits(magnitude, drop, hasRest);
            exponent += drop;
        }

        var zeros = (int)BigInteger.TrailingZeroCount(magnitude);
        magnitude >>= zeros;
        exponent += zeros;
        var top = exponent + magnitude.GetBitLength();
        if (top > MaximumExponent) return mantissa.Sign > 0 ? PositiveInfinity : NegativeInfinity;
        if (top < -MaximumExponent) return Zero;
        return new Number(mantissa.Sign > 0 ? magnitude : -magnitude, (int)exponent);
    }

    /// <summary>Drops low bits of a magnitude, rounding half to even.</summary>
    private static BigInteger DropBits(BigInteger magnitude, int count, bool hasRest = false)
    {
        var kept = magnitude >> count;
        var order = (magnitude - (kept << count)).CompareTo(BigInteger.One << count - 1);
        return order > 0 || order == 0 && (hasRest || !kept.IsEven) ? kept + 1 : kept;
    }
}
