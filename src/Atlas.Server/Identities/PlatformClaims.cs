using Atlas.Core.Registries;

namespace Atlas.Server.Identities;

/// <summary>What the identity of a run says in the words in which clients claim it.</summary>
internal static class PlatformClaims
{
    /// <summary>Returns what a platform vouches for; null for an issuer of no known platform.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="claim">Returns the value of a claim; null when it isn't there.</param>
    public static Claims? Of(string? platform, Func<string, string?> claim) => platform switch
    {
        "github" => GitHub(claim),
        "gitlab" => GitLab(claim),
        _ => null,
    };

    /// <summary>GitHub (docs.github.com: OpenID Connect reference). On a pull request <c>sha</c> is a merge that nobody
    /// made, so it says nothing of the commit; of a run that somebody started again, <c>actor</c> is who started it
    /// first.</summary>
    private static Claims GitHub(Func<string, string?> claim)
    {
        var isPullRequest = claim("head_ref") is { Length: > 0 };
        return new()
        {
            Trigger = "GITHUB_ACTION",
            Repository = claim("repository"),
            Branch = isPullRequest ? claim("head_ref") : ShortName(claim("ref")),
            Commit = isPullRequest ? null : claim("sha"),
            Actor = claim("run_attempt") is null or "1" ? claim("actor") : null,
            RunUrl = claim("run_id") is { } run ? $"https://github.com/{claim("repository")}/actions/runs/{run}" : null,
        };
    }

    /// <summary>GitLab (docs.gitlab.com: ID token payload).</summary>
    private static Claims GitLab(Func<string, string?> claim) => new()
    {
        Trigger = "GITLAB",
        Repository = claim("project_path"),
        Branch = claim("ref"),
        Commit = claim("sha"),
        Actor = claim("user_login"),
    };

    private static string? ShortName(string? name)
    {
        foreach (var beginning in (ReadOnlySpan<string>)["refs/heads/", "refs/tags/"])
        {
            if (name?.StartsWith(beginning, StringComparison.Ordinal) == true) return name[beginning.Length..];
        }

        return name;
    }
}
