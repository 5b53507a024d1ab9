using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Decoding;

/// <summary>What is known of an attribute before it is read.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type that its value is converted to; dynamic takes any.</param>
/// <param name="IsRequired">Whether the body must have it.</param>
public sealed record AttributeShape(string Name, ValueType Type, bool IsRequired = false)
{
    /// <summary>Gets the only words that the value may be, written bare or quoted; empty when there is no such
    /// list.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Gets the value that stands in when the attribute is missing or null; null for none.</summary>
    public Value? Default { get; init; }

    /// <summary>Gets why it may not be set here; null when it may.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Complains about a word that isn't one of <see cref="Words"/>, where there is such a list.</summary>
    internal void CheckWord(string word, Span span, DiagnosticBag diagnostics)
    {
        if (Words.Count == 0 || Words.Contains(word)) return;
        diagnostics.Error("Unsupported value",
            $"\"{word}\" is not a value of \"{Name}\". Use one of: {string.Join(", ", Words)}."
                + Suggestion.For(word, Words), span);
    }
}
