namespace Atlas.Core.Dialects;

/// <summary>A URL as the command line takes it: more lenient than <see cref="Uri"/>, and it never shows a
/// password.</summary>
/// <remarks>
/// <c>scheme://[user[:password]@]host[:port][/path][?query]</c>; opaque hosts such as <c>sqlite://file?mode=memory</c>
/// and
/// <c>file://a/b.hcl</c> keep everything after <c>//</c> in <see cref="HostAndPath"/>.
/// </remarks>
public sealed record Url
{
    /// <summary>Gets the text as it was given, password included: never shown.</summary>
    public required string Raw { get; init; }

    /// <summary>Gets the scheme in lower case, such as <c>postgres</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Gets the user, decoded; null when there is none.</summary>
    public string? User { get; init; }

    /// <summary>Gets the password, decoded; null when there is none.</summary>
    public string? Password { get; init; }

    /// <summary>Gets the host without brackets; may be empty.</summary>
    public string Host { get; init; } = "";

    /// <summary>Gets the port; null when there is none.</summary>
    public int? Port { get; init; }

    /// <summary>Gets the path with its leading slash, decoded; may be empty.</summary>
    public string Path { get; init; } = "";

    /// <summary>Gets what stands between <c>//</c> (and the credentials) and the query, decoded.</summary>
    public required string HostAndPath { get; init; }

    /// <summary>Gets the query parameters in order, decoded.</summary>
    public Model.Seq<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Returns the first query parameter of that name, or null.</summary>
    public string? Parameter(string name) => Query.Where(p => p.Key == name).Select(p => p.Value).FirstOrDefault();

    /// <summary>Reads a URL; throws <see cref="FailureException"/> with the remedy when it has no scheme or is
    /// malformed.</summary>
    public static Url Parse(string text) => UrlParser.Parse(text);

    /// <summary>Gets the URL with the password replaced by <c>xxxxx</c>, query parameters that hold secrets
    /// likewise.</summary>
    public string Redacted => UrlParser.Redact(this);

    /// <inheritdoc/>
    public override string ToString() => Redacted;
}
