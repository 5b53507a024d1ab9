namespace Atlas.Registry.Doors;

/// <summary>Where a registry is and who asks it.</summary>
public sealed record HttpRegistryOptions
{
    /// <summary>Makes the options.</summary>
    /// <param name="address">The registry's address, such as <c>http://127.0.0.1:8080</c>.</param>
    /// <param name="token">The token; null when there is none.</param>
    public HttpRegistryOptions(string address, string? token)
    {
        Address = address.TrimEnd('/');
        Token = token;
    }

    /// <summary>Gets the address, without a slash at its end.</summary>
    public string Address { get; }

    /// <summary>Gets the token; null when there is none.</summary>
    public string? Token { get; }

    /// <summary>Gets what the client calls itself.</summary>
    public string UserAgent { get; init; } = "Atlas";

    /// <summary>Gets how long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Returns the address, and nothing of the token.</summary>
    public override string ToString() => Address;
}
