using System.Globalization;
using System.Text;
using Atlas.Core.Model;

namespace Atlas.Core.Dialects;

/// <summary>Reads and redacts URLs.</summary>
internal static class UrlParser
{
    private static readonly string[] SecretParameters = ["password", "passwd", "token", "sslpassword", "secret",
        "authtoken", "_auth_pass"];

    public static Url Parse(string text)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon <= 0 || !text.AsSpan(0, colon).ToString()
            .All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
            throw new FailureException(
                $"The URL {Shown(text)} has no scheme. Write it as scheme://…, for example file://schema.hcl or " +
                "sqlite://app.db.");

        var rest = text[(colon + 3)..];
        var fragment = rest.IndexOf('#');
        if (fragment >= 0) rest = rest[..fragment];
        var question = rest.IndexOf('?');
        var (place, query) = question < 0 ? (rest, "") : (rest[..question], rest[(question + 1)..]);

        // A password may hold '/' unescaped in practice only before the last '@' of the authority; the standard says
        // the authority
        // ends at the first '/', and drivers agree, so that is what is read.
        var slash = place.IndexOf('/');
        var authority = slash < 0 ? place : place[..slash];
        var path = slash < 0 ? "" : place[slash..];
        var at = authority.LastIndexOf('@');
        var (credentials, host) = at < 0 ? (null, authority) : (authority[..at], authority[(at + 1)..]);
        var (user, password) = Credentials(credentials);
        var (name, port) = HostAndPort(host, text);

        return new Url
        {
            Raw = text,
            Scheme = text[..colon].ToLowerInvariant(),
            User = user,
            Password = password,
            Host = name,
            Port = port,
            Path = Decode(path),
            HostAndPath = Decode(host + path),
            Query = Parameters(query),
        };
    }

    public static string Redact(Url url)
    {
        var text = new StringBuilder(url.Raw[..(url.Scheme.Length + 3)]);
        var rest = url.Raw[(url.Scheme.Length + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest[..end];
        var tail = end < 0 ? "" : rest[end..];
        var at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            var password = authority.IndexOf(':');
            text.Append(password >= 0 && password < at ? authority[..password] + ":xxxxx" : authority[..at])
                .Append('@');
            authority = authority[(at + 1)..];
        }

        text.Append(authority);
        var question = tail.IndexOf('?');
        if (question < 0) return text.Append(tail).ToString();
        var query = tail[(question + 1)..].Split('&').Select(p =>
            p.IndexOf('=') is var equals and > 0 && SecretParameters.Contains(Decode(p[..equals]).ToLowerInvariant())
                ? p[..(equals + 1)] + "xxxxx" : p);
        return text.Append(tail[..(question + 1)]).AppendJoin('&', query).ToString();
    }

    private static (string? User, string? Password) Credentials(string? text)
    {
        if (text is null) return (null, null);
        var colon = text.IndexOf(':');
        return colon < 0 ? (Decode(text), null) : (Decode(text[..colon]), Decode(text[(colon + 1)..]));
    }

    private static (string Host, int? Port) HostAndPort(string host, string text)
    {
        var close = host.StartsWith('[') ? host.IndexOf(']') : -1;
        var colon = host.LastIndexOf(':');
        if (colon <= close) return (close < 0 ? Decode(host) : host[1..close], null);
        var digits = host[(colon + 1)..];
        if (digits.Length == 0 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            // sqlite://C:/x and the like: only network schemes have ports, and those are checked when they connect.
            return (Decode(host), null);
        }

        return (close < 0 ? Decode(host[..colon]) : host[1..close], port);
    }

    private static Seq<KeyValuePair<string, string>> Parameters(string query) =>
        query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.IndexOf('=') is var equals and >= 0
                ? KeyValuePair.Create(DecodeQuery(p[..equals]), DecodeQuery(p[(equals + 1)..]))
                : KeyValuePair.Create(DecodeQuery(p), ""))
            .ToSeq();

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static string DecodeQuery(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Shown(string text) => text.Contains('@') ? "that was given" : $"\"{text}\"";
}
