using System.Text;

namespace Atlas.Hcl.Functions;

/// <summary>
/// A URL cut into its parts, each as written. Database URLs need less than web addresses: an empty host, a socket for a
/// host, and <c>sqlite://file?mode=memory</c> are all fine.
/// </summary>
/// <param name="Scheme">What stands before the first colon; null when there is none.</param>
/// <param name="User">User and password, encoded; null without <c>@</c>.</param>
/// <param name="Host">Host and port; null without <c>//</c>.</param>
/// <param name="Path">The path, or all that follows the scheme when there is no <c>//</c>.</param>
/// <param name="Query">What follows <c>?</c>; null without it.</param>
/// <param name="Fragment">What follows <c>#</c>; null without it.</param>
internal sealed record UrlParts(
    string? Scheme, string? User, string? Host, string Path, string? Query, string? Fragment)
{
    private const string HalfEscape = "has a percent sign without two hexadecimal digits";

    /// <summary>Cuts a URL; null with a reason when it is none.</summary>
    public static UrlParts? Parse(string url, out string? problem)
    {
        problem = null;
        if (url.Any(char.IsControl)) problem = "it holds a control character";
        else if (url.StartsWith(':')) problem = "the part before the colon is missing";

        var (rest, fragment) = CutAt(url, '#');
        var scheme = SchemeOf(rest);
        if (scheme is not null) rest = rest[(scheme.Length + 1)..];
        (rest, var query) = CutAt(rest, '?');
        var (user, host) = (default(string), default(string));
        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            var slash = rest.IndexOf('/', 2);
            host = slash < 0 ? rest[2..] : rest[2..slash];
            rest = slash < 0 ? "" : rest[slash..];
            if (host.LastIndexOf('@') is >= 0 and var at) (user, host) = (host[..at], host[(at + 1)..]);
        }

        if (UrlEscape.Decode(user ?? "") is null) problem ??= $"the user or password {HalfEscape}";
        if (UrlEscape.Decode(rest) is null) problem ??= $"the path {HalfEscape}";
        return problem is null ? new UrlParts(scheme, user, host, rest, query, fragment) : null;
    }

    /// <summary>Puts the parts together again.</summary>
    public override string ToString()
    {
        var url = new StringBuilder();
        if (Scheme is not null) url.Append(Scheme).Append(':');
        if (Host is not null) url.Append("//");
        if (User is not null) url.Append(User).Append('@');
        url.Append(Host).Append(Path);
        if (!string.IsNullOrEmpty(Query)) url.Append('?').Append(Query);
        if (Fragment is not null) url.Append('#').Append(Fragment);
        return url.ToString();
    }

    private static (string Before, string? After) CutAt(string text, char mark)
    {
        var index = text.IndexOf(mark);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    private static string? SchemeOf(string url)
    {
        var colon = url.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(url[0])) return null;
        return url.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters) ? null : url[..colon];
    }

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
