namespace Atlas.Registry.Access;

/// <summary>Makes the addresses at which a registry shows things.</summary>
public sealed class RegistryLinks
{
    private readonly string? site;

    private RegistryLinks(string? site) => this.site = site;

    /// <summary>The embedded registry's: <c>atlas://</c> addresses, for it has no pages.</summary>
    public static readonly RegistryLinks Embedded = new(null);

    /// <summary>Returns the links of a site.</summary>
    /// <param name="address">Its address, such as <c>http://127.0.0.1:8080</c>.</param>
    public static RegistryLinks At(string address) => new(address.TrimEnd('/'));

    /// <summary>Returns a deployment's page.</summary>
    /// <param name="repo">The repo's slug.</param>
    /// <param name="id">The deployment.</param>
    public string Deployment(string repo, string id) =>
        site is null ? $"atlas://{repo}/deployments/{id}" : $"{site}/migrations/{id}";

    /// <summary>Returns a plan's page.</summary>
    /// <param name="repo">The repo's slug.</param>
    /// <param name="plan">The plan's name.</param>
    public string Plan(string repo, string plan) =>
        site is null ? $"atlas://{repo}/plans/{plan}" : $"{site}/schemas/{repo}/plans/{plan}";

    /// <summary>Returns a version's page.</summary>
    /// <param name="repo">The repo's slug.</param>
    /// <param name="version">The version's name.</param>
    public string Version(string repo, string version) =>
        site is null ? $"atlas://{repo}?version={version}" : $"{site}/schemas/{repo}/versions/{version}";
}
