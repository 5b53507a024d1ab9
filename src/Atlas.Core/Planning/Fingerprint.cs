namespace Atlas.Core.Planning;

/// <summary>The identity of a realm: SHA-256 as 44 characters of base64. Source: <see cref="Fingerprints"/>.</summary>
/// <param name="Value">The base64 text.</param>
public readonly record struct Fingerprint(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
