using Atlas.Core.Model;

namespace Atlas.Cli.Ci;

/// <summary>The list of CI platforms.</summary>
internal static class CiPlatforms
{
    /// <summary>Gets the platforms in the order a reader wants.</summary>
    public static Seq<CiPlatform> All =>
        [new GitHubActions(), new GitLabCi(), new AzureDevOps(), new CircleCi(), new BitbucketPipelines()];

    /// <summary>Returns the platform of this run; null outside of all of them.</summary>
    public static CiPlatform? Here(CiVariables variables) => All.FirstOrDefault(p => p.IsHere(variables));
}
