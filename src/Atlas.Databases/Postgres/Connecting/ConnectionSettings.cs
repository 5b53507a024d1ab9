using System.Globalization;
using Atlas.Core.Dialects;
using Npgsql;

namespace Atlas.Databases.Postgres.Connecting;

/// <summary>What a URL says, for the driver.</summary>
/// <param name="Builder">The connection settings; no schema among them.</param>
/// <param name="BoundSchema">The schema that the URL is bound to; null for the whole database.</param>
/// <param name="Address">Where it leads, as messages name it: host, port and database.</param>
internal sealed record ConnectionSettings(NpgsqlConnectionStringBuilder Builder, string? BoundSchema, string Address)
{
    private const string Program = "atlas";

    /// <summary>Gets whether the URL says what sessions are called.</summary>
    public bool HasOwnApplicationName => Builder.ApplicationName != Program;

    // Parameters of libpq and of common drivers that mean nothing here and harm nobody.
    private static readonly string[] Ignored =
    [
        "binary_parameters", "fallback_application_name", "keepalives", "keepalives_idle", "keepalives_interval",
        "keepalives_count", "tcp_user_timeout", "gssencmode", "sslcompression", "sslsni", "pool_max_conns",
        "pool_min_conns",
    ];

    // Parameters of libpq that would have to be obeyed, and aren't.
    private static readonly string[] Refused =
    [
        "hostaddr", "service", "servicefile", "krbsrvname", "gsslib", "gssdelegation", "replication", "requirepeer",
        "sslcrl",
        "sslcrldir", "ssl_min_protocol_version", "ssl_max_protocol_version", "load_balance_hosts", "require_auth",
        "sslcertmode",
        "scram_client_key", "scram_server_key",
    ];

    /// <summary>Reads a URL; throws <see cref="FailureException"/> that names the parameter.</summary>
    public static ConnectionSettings Of(Url url)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host == "" ? "localhost" : url.Host,
            Port = url.Port ?? NpgsqlConnection.DefaultPort,
            Username = url.User,
            Password = url.Password,
            Database = url.Path.Trim('/') is { Length: > 0 } path ? path : null,
            ApplicationName = Program,
            Timeout = 10,
            CommandTimeout = 0,
            Pooling = false,
            IncludeErrorDetail = false,
            Timezone = "UTC",
        };
        string? bound = null;
        var settings = new List<string>();
        foreach (var (name, value) in url.Query)
        {
            if (name == "search_path") bound = SearchPath.Bound(value);
            else if (name == "options") settings.AddRange(Options(value, ref bound));
            else if (!IsKnown(builder, name, value)) settings.Add(RunTime(name, value));
        }

        if (builder.Host.Contains(','))
            throw new FailureException("The URL names several hosts. Name the one that is to be changed.");
        if (settings.Count > 0) builder.Options = string.Join(' ', settings);
        builder.SearchPath = bound is null ? null : Quoting.Name(bound);
        var place = builder.Host.StartsWith('/') ? builder.Host
            : $"{builder.Host}:{builder.Port.ToString(CultureInfo.InvariantCulture)}";
        return new ConnectionSettings(builder, bound, $"{place}/{builder.Database ?? builder.Username}");
    }

    private static bool IsKnown(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        switch (name)
        {
            case "host": builder.Host = value; break;
            case "port": builder.Port = Number(name, value, 1, 65535); break;
            case "user": builder.Username = value; break;
            case "password": builder.Password = value; break;
            case "dbname" or "database": builder.Database = value; break;
            case "passfile": builder.Passfile = value; break;
            case "sslmode": builder.SslMode = Ssl(value); break;
            case "sslrootcert" when value == "system": builder.SslMode = SslMode.VerifyFull; break;
            case "sslrootcert": builder.RootCertificate = value; break;
            case "sslcert": builder.SslCertificate = value; break;
            case "sslkey": builder.SslKey = value; break;
            case "sslpassword": builder.SslPassword = value; break;
            case "sslnegotiation":
                builder.SslNegotiation = value == "direct" ? SslNegotiation.Direct
                : SslNegotiation.Postgres; break;
            case "channel_binding": builder.ChannelBinding = Binding(value); break;
            case "connect_timeout": builder.Timeout = Number(name, value, 0, 1024); break;
            case "application_name": builder.ApplicationName = value; break;
            case "timezone" or "TimeZone": builder.Timezone = value; break;
            case "client_encoding" when value.Replace("-", "").ToUpperInvariant() is "UTF8" or "AUTO": break;
            case "target_session_attrs" when value is "any" or "read-write" or "primary": break;
            default: return Ignored.Contains(name);
        }

        return true;
    }

    private static string RunTime(string name, string value)
    {
        if (Refused.Contains(name) || name is "client_encoding" or "target_session_attrs"
            || name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.'))
        {
            throw new FailureException($"The URL's parameter \"{name}\" isn't supported for PostgreSQL. Leave it out.");
        }

        return $"-c {name}={value.Replace("\\", "\\\\").Replace(" ", "\\ ")}";
    }

    /// <summary>Reads command-line options of the server: <c>-c name=value</c>, <c>-cname=value</c> and
    /// <c>--name=value</c>.</summary>
    private static List<string> Options(string text, ref string? bound)
    {
        List<string> kept = [];
        var words = Words(text);
        for (var i = 0; i < words.Count; i++)
        {
            var setting = words[i] switch
            {
                "-c" when i + 1 < words.Count => words[++i],
                ['-', 'c', .. var rest] => rest,
                ['-', '-', .. var rest] => rest,
                var other => throw new FailureException(
                    $"The URL's \"options\" hold \"{other}\", which isn't supported. Write settings as -cname=value."),
            };
            var equals = setting.IndexOf('=');
            if (equals <= 0)
                throw new FailureException(
                    $"The URL's \"options\" hold \"{setting}\" without a value. Write it as -cname=value.");
            var name = setting[..equals].Replace('-', '_');
            if (name == "search_path") bound = SearchPath.Bound(setting[(equals + 1)..]);
            else kept.Add(RunTime(name, setting[(equals + 1)..]));
        }

        return kept;
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        var word = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length) word.Append(text[++i]);
            else if (text[i] != ' ') word.Append(text[i]);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : throw new FailureException(
                $"The URL's parameter \"{name}\" must be a number from {least} to {most}: \"{value}\".");

    private static SslMode Ssl(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new FailureException(
            $"The URL's sslmode \"{value}\" isn't known. Use disable, allow, prefer, require, verify-ca or " +
                "verify-full."),
    };

    private static ChannelBinding Binding(string value) => value switch
    {
        "disable" => ChannelBinding.Disable,
        "prefer" => ChannelBinding.Prefer,
        "require" => ChannelBinding.Require,
        _ => throw new FailureException(
            $"The URL's channel_binding \"{value}\" isn't known. Use disable, prefer or require."),
    };
}
