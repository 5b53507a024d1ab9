namespace Atlas.Hcl.Values;

/// <summary>Conversion of values to types, and the common type of several.</summary>
public static class Conversion
{
    /// <summary>Converts with the safe and the unsafe conversions (a string to a number, say).</summary>
    /// <returns>The converted value, or null with a sentence in <paramref name="problem"/> such as <c>a number is required</c>.</returns>
    public static Value? Convert(Value value, ValueType to, out string? problem) => throw new NotImplementedException();

    /// <summary>Returns the type to which values of all the types convert safely, or null when there is none.</summary>
    public static ValueType? Unify(IReadOnlyList<ValueType> types) => throw new NotImplementedException();
}
