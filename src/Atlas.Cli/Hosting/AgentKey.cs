using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Promotion;

namespace Atlas.Cli.Hosting;

/// <summary>The key of the agent on this machine: ECDSA P-256, made at its first use, readable by its owner
/// only.</summary>
internal sealed class AgentKey : ObservationSigner, IDisposable
{
    private readonly ECDsa key;

    private AgentKey(ECDsa key) => this.key = key;

    /// <summary>Reads the key, or makes it.</summary>
    public static AgentKey Open(Host host, Folders folders)
    {
        var path = Path.Combine(folders.Home, "agent.pem");
        if (!host.FileExists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            folders.Ensure();
            host.WriteSecret(path, Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem() + "\n"));
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(Encoding.ASCII.GetString(host.ReadFile(path)));
            return new AgentKey(key);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FailureException(
                $"the agent's key {path} can't be read; put back what was there, or delete it and use a token with " +
                    "another name", e);
        }
    }

    /// <inheritdoc/>
    public override SignedObservation Sign(Observation observation) => new(
        observation, Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()),
        Convert.ToBase64String(key.SignData(
            observation.ToBytes(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
