using System.Numerics;

namespace Atlas.Hcl.Values;

/// <content>
/// The operators. What no number is (0/0, Infinity - Infinity, 0 × Infinity) throws <see cref="ArithmeticException"/>.
/// </content>
public readonly partial struct Number
{
    /// <summary>Adds.</summary>
    /// <exception cref="ArithmeticException">The two are infinities of different signs.</exception>
    public static Number operator +(Number left, Number right)
    {
        if (left.IsInfinite || right.IsInfinite)
        {
            if (left.IsInfinite && right.IsInfinite && left != right) throw Undefined("adding opposite infinities");
            return left.IsInfinite ? left : right;
        }

        var low = Math.Min(left.exponent, right.exponent);
        return Rounded((left.mantissa << left.exponent - low) + (right.mantissa << right.exponent - low), low);
    }

    /// <summary>Subtracts.</summary>
    /// <exception cref="ArithmeticException">The two are the same infinity.</exception>
    public static Number operator -(Number left, Number right) => left + -right;

    /// <summary>Negates; there is no negative zero.</summary>
    public static Number operator -(Number number) => new(-number.mantissa, number.exponent);

    /// <summary>Multiplies.</summary>
    /// <exception cref="ArithmeticException">One is zero and the other infinite.</exception>
    public static Number operator *(Number left, Number right)
    {
        if (!left.IsInfinite && !right.IsInfinite)
            return Rounded(left.mantissa * right.mantissa, (long)left.exponent + right.exponent);
        if (left.Sign * right.Sign == 0) throw Undefined("multiplying zero by infinity");
        return left.Sign == right.Sign ? PositiveInfinity : NegativeInfinity;
    }

    /// <summary>Divides; a number other than zero divided by zero is infinite.</summary>
    /// <exception cref="ArithmeticException">Both are zero, or both are infinite.</exception>
    public static Number operator /(Number left, Number right)
    {
        if (left.IsInfinite && right.IsInfinite) throw Undefined("dividing infinity by infinity");
        if (right.Sign == 0)
        {
            if (left.Sign == 0) throw Undefined("dividing zero by zero");
            return left.Sign > 0 ? PositiveInfinity : NegativeInfinity;
        }

        if (left.IsInfinite) return left.Sign == right.Sign ? PositiveInfinity : NegativeInfinity;
        if (right.IsInfinite) return Zero;
        return Quotient(left.mantissa, (long)left.exponent - right.exponent, right.mantissa);
    }

    /// <summary>
    /// Returns what is left after dividing to a whole number, with the sign of the left one; a number itself when
    /// the right one is zero. The quotient is rounded before it is cut, so that <c>0.3 % 0.1</c> is 0.
    /// </summary>
    public static Number operator %(Number left, Number right)
    {
        if (left.IsInfinite || right.IsInfinite) return left * right;
        return right.Sign == 0 ? left : left - right * (left / right).Truncate();
    }

    /// <summary>Compares by value.</summary>
    public static bool operator ==(Number left, Number right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(Number left, Number right) => !left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator <(Number left, Number right) => left.CompareTo(right) < 0;

    /// <summary>Compares by value.</summary>
    public static bool operator >(Number left, Number right) => left.CompareTo(right) > 0;

    /// <summary>Compares by value.</summary>
    public static bool operator <=(Number left, Number right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by value.</summary>
    public static bool operator >=(Number left, Number right) => left.CompareTo(right) >= 0;

    /// <summary>Returns the magnitude.</summary>
    public Number Abs() => Sign < 0 ? -this : this;

    /// <summary>Returns the greatest whole number that isn't greater; an infinity itself.</summary>
    // A right shift of a negative integer rounds down.
    public Number Floor() => IsInfinite || IsWhole ? this : Rounded(mantissa >> -exponent, 0);

    /// <summary>Returns the least whole number that isn't less; an infinity itself.</summary>
    public Number Ceiling() => -(-this).Floor();

    /// <summary>Returns the whole part; an infinity itself.</summary>
    public Number Truncate() => Sign < 0 ? Ceiling() : Floor();

    /// <summary>Divides integers, times a power of two, with one rounding.</summary>
    private static Number Quotient(BigInteger dividend, long exponent, BigInteger divisor)
    {
        var length = (int)(BigInteger.Abs(dividend).GetBitLength() - BigInteger.Abs(divisor).GetBitLength());
        var shift = Math.Max(Precision + 2 - length, 0);
        var quotient = BigInteger.DivRem(dividend << shift, divisor, out var rest);
        return Rounded(quotient, exponent - shift, !rest.IsZero);
    }

    private static ArithmeticException Undefined(string what) => new($"{what} has no result");
}
