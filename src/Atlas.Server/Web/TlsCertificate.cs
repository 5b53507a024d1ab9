using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Atlas.Core.Dialects;

namespace Atlas.Server.Web;

/// <summary>The certificate that the server shows, from files in PEM; read again when they are replaced, so that a renewed
/// one needs no restart.</summary>
internal sealed class TlsCertificate : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly TlsFiles files;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private X509Certificate2 current;
    private DateTime changed;
    private long looked;

    /// <exception cref="FailureException">The files hold no certificate with its key.</exception>
    public TlsCertificate(TlsFiles files, TimeProvider time)
    {
        (this.files, this.time) = (files, time);
        try
        {
            (current, changed, looked) = (Read(), Changed(), time.GetTimestamp());
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw new FailureException(
                $"the certificate {files.Certificate} and the key {files.Key} can't be used: {e.Message} Give files in " +
                "PEM, the certificate first in its file.", e);
        }
    }

    /// <summary>Returns the certificate of this moment; one that can't be read leaves the last one in place.</summary>
    public X509Certificate2 Get()
    {
        lock (gate)
        {
            if (time.GetElapsedTime(looked) < Pause) return current;
            looked = time.GetTimestamp();
            try
            {
                if (Changed() is var now && now != changed) (current, changed) = (Read(), now);
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                // The files are being replaced, or wrong: the certificate that is known serves on.
            }

            return current;
        }
    }

    public void Dispose() => current.Dispose();

    private X509Certificate2 Read() => X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);

    private DateTime Changed()
    {
        var (certificate, key) = (
            File.GetLastWriteTimeUtc(files.Certificate), File.GetLastWriteTimeUtc(files.Key));
        return certificate > key ? certificate : key;
    }

    private static bool IsUnreadable(Exception e) =>
        e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;
}
