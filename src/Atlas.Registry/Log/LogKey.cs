using System.Security.Cryptography;
using System.Text;

namespace Atlas.Registry.Log;

/// <summary>The private key of a log; it lives in the registry's storage and is shown nowhere.</summary>
internal sealed class LogKey : IDisposable
{
    private readonly ECDsa key;

    private LogKey(string origin, ECDsa key) => (this.key, Verifier) = (key, VerifierKey.Of(origin, key));

    /// <summary>Gets the public half.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>Makes a new key.</summary>
    public static LogKey Make(string origin) => new(origin, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key as <see cref="Export"/> wrote it.</summary>
    public static LogKey Read(string origin, string exported)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(exported), out _);
        return new(origin, key);
    }

    /// <summary>Returns the key as it is stored: PKCS #8 in base64.</summary>
    public string Export() => Convert.ToBase64String(key.ExportPkcs8PrivateKey());

    /// <summary>Signs a checkpoint; returns the note.</summary>
    public string Sign(Checkpoint checkpoint) => Verifier.Seal(
        checkpoint,
        key.SignData(
            Encoding.UTF8.GetBytes(checkpoint.ToString()), HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence));

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
