using Atlas.Core.Registries;
using Atlas.Registry.Rules;

namespace Atlas.Registry.Webhooks;

/// <summary>Which addresses events may be sent to. An administrator names an address, and the operator of the server says
/// which servers may be reached: else whoever may add webhooks could make the server talk to anything behind its
/// firewall.</summary>
public static class WebhookAddress
{
    private const int Longest = 2048;

    /// <summary>Reads an address; refuses one that isn't one for webhooks.</summary>
    internal static Uri Read(string text)
    {
        if (text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("https" or "http" or "syslog+tcp" or "syslog+tls")
            || address.Host.Length == 0 || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            throw Refuse.Invalid(
                "A webhook's address is an https://, http://, syslog+tcp:// or syslog+tls:// URL with a host, and without " +
                    "credentials or fragment.");
        }

        return IsSyslog(address) && address.Port < 0
            ? throw Refuse.Invalid("The address of a collector of logs needs a port, such as syslog+tcp://logs:601.")
            : address;
    }

    /// <summary>Returns whether it is a collector of logs.</summary>
    internal static bool IsSyslog(Uri address) => address.Scheme.StartsWith("syslog+", StringComparison.Ordinal);

    /// <summary>Returns scheme, host and port: what the operator allows, and what may be shown.</summary>
    public static string Origin(Uri address) => address.IsDefaultPort || address.Port < 0
        ? $"{address.Scheme}://{address.Host}" : $"{address.Scheme}://{address.Host}:{address.Port}";
}
