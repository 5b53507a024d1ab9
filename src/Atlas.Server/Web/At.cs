namespace Atlas.Server.Web;

/// <summary>Where the pages are.</summary>
public static class At
{
    /// <summary>Returns the page of a repo.</summary>
    public static string Schema(string repo) => $"/schemas/{P(repo)}";

    /// <summary>Returns the page of a version.</summary>
    public static string Version(string repo, string version) => $"{Schema(repo)}/versions/{P(version)}";

    /// <summary>Returns the page that compares two versions.</summary>
    public static string Compare(string repo, string from, string to) =>
        $"{Schema(repo)}/compare?from={P(from)}&to={P(to)}";

    /// <summary>Returns what the diagram of two versions is drawn from.</summary>
    public static string Compared(string repo, string from, string to) =>
        $"{Schema(repo)}/compare.json?from={P(from)}&to={P(to)}";

    /// <summary>Returns the page of a version's way through the environments.</summary>
    public static string Trace(string repo, string version) => $"{Schema(repo)}/trace?version={P(version)}";

    /// <summary>Returns the page of a repo's plans.</summary>
    public static string Plans(string repo) => $"{Schema(repo)}/plans";

    /// <summary>Returns the page of a plan.</summary>
    public static string Plan(string repo, string plan) => $"{Plans(repo)}/{P(plan)}";

    /// <summary>Returns the page of a repo's promotion policy.</summary>
    public static string Policy(string repo) => $"{Schema(repo)}/policy";

    /// <summary>Returns the page of a database.</summary>
    public static string Database(string id) => $"/databases/{P(id)}";

    /// <summary>Returns the page of a deployment.</summary>
    public static string Deployment(string id) => $"/migrations/{P(id)}";

    private static string P(string text) => Uri.EscapeDataString(text);
}
