namespace Atlas.Hcl.Decoding;

/// <summary>What is known of a kind of block before it is read.</summary>
/// <param name="Type">The type.</param>
/// <param name="Body">The shape of what stands in its braces.</param>
public sealed record BlockShape(string Type, BodyShape Body)
{
    /// <summary>Gets the names of the labels as messages show them, in order; all of them are required.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Gets how many labels may be left out, counted from the last one.</summary>
    public int OptionalLabels { get; init; }

    /// <summary>Gets how many labels may be left out, counted from the first one: those that qualify a name.</summary>
    public int QualifyingLabels { get; init; }

    /// <summary>Gets how many there must be at least.</summary>
    public int AtLeast { get; init; }

    /// <summary>Gets how many there may be at most, whatever their labels.</summary>
    public int AtMost { get; init; } = int.MaxValue;

    /// <summary>Gets whether no two may have equal labels.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Gets why there may be none here; null when there may.</summary>
    public Refusal? Refusal { get; init; }
}
