using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>Finds the pull request that brought a run's commit into its branch, and says what it can't find.</summary>
internal static class MergedPullRequest
{
    /// <summary>Returns claims with the pull request of their commit. Nothing is asked outside of CI, nor for the run of
    /// a pull request itself; nothing that goes wrong here stops the command.</summary>
    /// <param name="host">The door to the environment.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Claims> AddAsync(Host host, Claims claims, CancellationToken cancellationToken)
    {
        var variables = new CiVariables(host);
        if (CiPlatforms.Here(variables) is not { } platform || claims.PullRequestUrl is not null) return claims;
        var gaps = new List<string>();
        var found = await FindAsync(platform, variables, claims.Commit, gaps, cancellationToken);
        return claims with
        {
            PullRequest = found,
            PullRequestUrl = found?.Url is { Length: > 0 } url ? url : null,
            Gaps = [.. claims.Gaps, .. gaps],
        };
    }

    private static async Task<PullRequest?> FindAsync(
        CiPlatform platform, CiVariables variables, string? commit, List<string> gaps,
        CancellationToken cancellationToken)
    {
        if (commit is null)
        {
            gaps.Add($"The pull request of the commit isn't known: {platform.Name} names no commit.");
            return null;
        }

        if (variables[platform.TokenVariable] is not { } token)
        {
            gaps.Add($"The pull request of {Short(commit)} isn't known: {platform.TokenVariable} is not set.");
            return null;
        }

        try
        {
            using var api = platform.Api(variables, token);
            var found = await api.OfCommitAsync(commit, gaps, cancellationToken);
            if (found is null) gaps.Add($"No merged pull request of {platform.Name} holds the commit {Short(commit)}.");
            return found;
        }
        catch (FailureException problem)
        {
            gaps.Add($"The pull request of {Short(commit)} isn't known: {problem.Message}.");
            return null;
        }
    }

    private static string Short(string commit) => commit.Length > 12 ? commit[..12] : commit;
}
