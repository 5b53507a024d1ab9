using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Atlas.Registry.Log;

/// <summary>The public key of a log: ECDSA on P-256, with the name of the log (c2sp.org/signed-note, type 2).</summary>
public sealed record VerifierKey
{
    private const byte Ecdsa = 2;
    private const string Dash = "\u2014 ";
    private const int IdLength = 4;

    private readonly byte[] publicKey;

    private VerifierKey(string name, byte[] publicKey)
    {
        Name = name;
        this.publicKey = publicKey;
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(publicKey));
    }

    /// <summary>Gets the log's name.</summary>
    public string Name { get; }

    /// <summary>Gets the beginning of the key's hash, by which signatures name it.</summary>
    public uint Id { get; }

    /// <summary>Makes the key of a log.</summary>
    internal static VerifierKey Of(string name, ECDsa key) => new(name, key.ExportSubjectPublicKeyInfo());

    /// <summary>Reads a key as <see cref="ToString"/> writes it; null when the text isn't one.</summary>
    public static VerifierKey? Read(string text)
    {
        var buffer = new byte[text.Length];
        if (text.Split('+', 3) is not [{ Length: > 0 } name, _, var encoded]
            || !Convert.TryFromBase64String(encoded, buffer, out var length) || length < 2 || buffer[0] != Ecdsa)
        {
            return null;
        }

        var key = new VerifierKey(name, buffer[1..length]);
        return key.ToString() == text ? key : null;
    }

    /// <summary>Opens a signed note of this key.</summary>
    /// <returns>The checkpoint; null when the note isn't one of this log, or its signature is another's.</returns>
    public Checkpoint? Open(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n')) return null;

        var text = note[..(end + 1)];
        var isSigned = note[(end + 2)..].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Any(line => line.StartsWith($"{Dash}{Name} ", StringComparison.Ordinal) && Verify(text, line));
        return isSigned && Checkpoint.Read(text) is { } checkpoint && checkpoint.Origin == Name ? checkpoint : null;
    }

    /// <summary>Returns the note that a checkpoint and its signature make.</summary>
    internal string Seal(Checkpoint checkpoint, byte[] signature)
    {
        var id = new byte[IdLength];
        BinaryPrimitives.WriteUInt32BigEndian(id, Id);
        return $"{checkpoint}\n{Dash}{Name} {Convert.ToBase64String([.. id, .. signature])}\n";
    }

    /// <summary>Returns the key as it is handed on: <c>name+id+key</c>.</summary>
    public override string ToString() =>
        $"{Name}+{Id.ToString("x8", CultureInfo.InvariantCulture)}+{Convert.ToBase64String([Ecdsa, .. publicKey])}";

    /// <inheritdoc/>
    public bool Equals(VerifierKey? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private bool Verify(string text, string line)
    {
        var encoded = line[(Dash.Length + Name.Length + 1)..];
        var buffer = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, buffer, out var length) || length <= IdLength
            || Convert.ToBase64String(buffer, 0, length) != encoded
            || BinaryPrimitives.ReadUInt32BigEndian(buffer) != Id)
        {
            return false;
        }

        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(
                Encoding.UTF8.GetBytes(text), buffer.AsSpan(IdLength, length - IdLength), HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
