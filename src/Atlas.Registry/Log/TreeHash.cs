using System.Security.Cryptography;

namespace Atlas.Registry.Log;

/// <summary>A hash in a Merkle tree, of 32 bytes (RFC 6962, section 2.1).</summary>
public readonly struct TreeHash : IEquatable<TreeHash>
{
    /// <summary>The hash of the empty tree.</summary>
    public static readonly TreeHash Empty = new(SHA256.HashData([]));

    private const int Length = 32;

    private readonly byte[] bytes;

    private TreeHash(byte[] bytes) => this.bytes = bytes;

    /// <summary>Returns the hash of a leaf.</summary>
    /// <param name="data">What the leaf stands for.</param>
    public static TreeHash OfLeaf(ReadOnlySpan<byte> data) => new(SHA256.HashData([0, .. data]));

    /// <summary>Returns the hash of two neighbours.</summary>
    public static TreeHash Of(TreeHash left, TreeHash right) =>
        new(SHA256.HashData([1, .. left.bytes, .. right.bytes]));

    /// <summary>Reads a hash from base64; null when the text isn't exactly how one is written.</summary>
    public static TreeHash? Read(string text)
    {
        var bytes = new byte[Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == Length
            && Convert.ToBase64String(bytes) == text
            ? new(bytes)
            : null;
    }

    /// <summary>Compares two hashes.</summary>
    public static bool operator ==(TreeHash left, TreeHash right) => left.Equals(right);

    /// <summary>Compares two hashes.</summary>
    public static bool operator !=(TreeHash left, TreeHash right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TreeHash other) => bytes.AsSpan().SequenceEqual(other.bytes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TreeHash other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(bytes);

    /// <summary>Returns the hash as base64.</summary>
    public override string ToString() => Convert.ToBase64String(bytes);
}
