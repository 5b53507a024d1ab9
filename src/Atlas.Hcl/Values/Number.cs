namespace Atlas.Hcl.Values;

/// <summary>A number with a binary mantissa of 512 bits, rounded half to even; may be infinite.</summary>
public readonly struct Number : IEquatable<Number>, IComparable<Number>
{
    /// <summary>Makes a whole number.</summary>
    public static Number From(long value) => throw new NotImplementedException();

    /// <summary>Reads a decimal literal such as <c>12.5e3</c>; null when it is none.</summary>
    public static Number? Parse(string text) => throw new NotImplementedException();

    /// <summary>Returns the number as an integer, or null when it isn't whole or is out of range.</summary>
    public long? ToInt64() => throw new NotImplementedException();

    /// <inheritdoc/>
    public bool Equals(Number other) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => throw new NotImplementedException();

    /// <inheritdoc/>
    public int CompareTo(Number other) => throw new NotImplementedException();

    /// <summary>Returns the shortest decimal that reads back as the same number, never with an exponent.</summary>
    public override string ToString() => throw new NotImplementedException();
}
