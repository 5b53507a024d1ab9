using Atlas.Core.Dialects;

namespace Atlas.Cli.Ci;

/// <summary>The identity token that a CI platform gives a run, so that no long-lived secret is needed.</summary>
internal static class RunIdentity
{
    private const string Given = "ATLAS_ID_TOKEN";
    private const string GitHubUrl = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string GitHubToken = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

    /// <summary>Returns the identity token of this run; null where there is none.</summary>
    /// <remarks>
    /// <c>ATLAS_ID_TOKEN</c> is what GitLab's <c>id_tokens</c> and others put there; GitHub Actions is asked for one where
    /// the job has the permission <c>id-token: write</c>.
    /// </remarks>
    /// <param name="variables">The run's variables.</param>
    /// <param name="audience">Whom it is for: the registry's address.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">GitHub doesn't give it.</exception>
    public static async Task<string?> FindAsync(
        CiVariables variables, string audience, CancellationToken cancellationToken)
    {
        if (variables[Given] is { } given) return given;
        if (variables[GitHubUrl] is not { } url || variables[GitHubToken] is not { } token) return null;

        using var http = new CiHttp("GitHub Actions", url, "Authorization", $"Bearer {token}");
        var separator = url.Contains('?') ? "&" : "?";
        var answer = await http.GetAsync(
            $"{separator}audience={Uri.EscapeDataString(audience)}", cancellationToken);
        return answer.Text("value")
            ?? throw new FailureException("GitHub Actions gave no identity token for this run");
    }
}
