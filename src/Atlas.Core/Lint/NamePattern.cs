using Atlas.Hcl.Functions;

namespace Atlas.Core.Lint;

/// <summary>A pattern that names match, in the syntax of RE2. Compares by its text.</summary>
public sealed class NamePattern : IEquatable<NamePattern>
{
    private readonly TextPattern pattern;

    private NamePattern(string text, TextPattern pattern) => (Text, this.pattern) = (text, pattern);

    /// <summary>Gets the pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="problem">What is wrong with it when the result is null, without a capital and a full stop.</param>
    public static NamePattern? Parse(string text, out string? problem) =>
        TextPattern.Compile(text, out problem) is { } pattern ? new NamePattern(text, pattern) : null;

    /// <summary>Returns whether the pattern matches anywhere in a name.</summary>
    public bool Matches(string name) => pattern.IsMatch(name);

    /// <inheritdoc/>
    public bool Equals(NamePattern? other) => other?.Text == Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NamePattern);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
