using System.Globalization;
using System.Net;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Hcl.Text;
using Atlas.Registry.Witnesses;
using Atlas.Server.Identities;

namespace Atlas.Server;

/// <summary>How a registry is served.</summary>
/// <param name="Listen">The address and port to listen on; port 0 takes a free one.</param>
public sealed record ServeOptions(IPEndPoint Listen)
{
    /// <summary>Gets the address that people reach the registry under, behind a proxy; null to take each
    /// request's.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Gets the dialect of a name, so that pages can show schemas; null for one that isn't known.</summary>
    public Func<string, Dialect?> Dialects { get; init; } = _ => null;

    /// <summary>Gets whether every request is logged; else only those that failed for the server's sake.</summary>
    public bool IsVerbose { get; init; }

    /// <summary>Gets the largest request body in bytes.</summary>
    public long LargestBody { get; init; } = 32 << 20;

    /// <summary>Gets the certificate to speak TLS with; null to speak plain HTTP, to a proxy or on this
    /// machine.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Gets how many requests a token may send in a second; 0 for any number.</summary>
    public int RequestsPerSecond { get; init; }

    /// <summary>Gets how long one request may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how long requests may go on after the server was asked to stop.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets who is shown the checkpoints of the audit log.</summary>
    public Seq<Witness> Witnesses { get; init; } = [];

    /// <summary>Gets how long to wait before a witness is shown the next checkpoint.</summary>
    public TimeSpan WitnessPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets who vouches for runs and people; none unless <see cref="WithIdentities"/> was asked.</summary>
    internal Seq<IdentityIssuer> Identities { get; private init; } = [];

    /// <summary>Returns the options with the issuers that a file trusts.</summary>
    /// <param name="source">The file (docs/guide/registry.md).</param>
    /// <param name="host">The door to the files with the secrets of clients.</param>
    /// <exception cref="Hcl.Text.DiagnosticException">Something is wrong with the file.</exception>
    public ServeOptions WithIdentities(SourceText source, Host host) =>
        this with { Identities = IdentityFile.Read(source, host) };

    /// <summary>Gets the origins that webhooks may be delivered to: scheme, host and port.</summary>
    public Seq<string> WebhookOrigins { get; init; } = [];

    /// <summary>Reads what <c>--listen</c> says, such as <c>127.0.0.1:8080</c>, <c>localhost:0</c> or
    /// <c>[::]:8080</c>.</summary>
    /// <exception cref="FailureException">It isn't an address and a port.</exception>
    public static ServeOptions Parse(string listen)
    {
        var colon = listen.LastIndexOf(':');
        var host = colon < 0 ? "" : listen[..colon];
        var address = host switch
        {
            "localhost" => IPAddress.Loopback,
            "" or "*" => IPAddress.Any,
            _ => IPAddress.TryParse(host, out var parsed) ? parsed : null,
        };
        return colon >= 0 && address is not null
            && ushort.TryParse(listen.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new(new IPEndPoint(address, port))
                : throw new FailureException(
                    $"\"{listen}\" isn't an address to listen on. Give an address and a port, such as 127.0.0.1:8080.");
    }
}
