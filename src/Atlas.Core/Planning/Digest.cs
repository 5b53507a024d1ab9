using System.Security.Cryptography;

namespace Atlas.Core.Planning;

/// <summary>The identity of stored bytes: <c>sha256:</c> and 64 hexadecimal digits.</summary>
/// <param name="Value">The text.</param>
public readonly record struct Digest(string Value)
{
    /// <summary>Computes the digest of bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes) =>
        new("sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <inheritdoc/>
    public override string ToString() => Value;
}
