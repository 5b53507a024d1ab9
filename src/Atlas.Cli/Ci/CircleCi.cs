using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>CircleCI with a repository on GitHub (circleci.com: built-in environment variables).</summary>
internal sealed class CircleCi : CiPlatform
{
    public override string Name => "CircleCI";

    public override string TokenVariable => "GITHUB_TOKEN";

    public override bool IsHere(CiVariables variables) => variables["CIRCLECI"] is not null;

    public override Claims Claims(CiVariables variables) => new()
    {
        Trigger = "CIRCLECI_ORB",
        Repository = Repository(variables),
        Branch = variables["CIRCLE_BRANCH"],
        Commit = variables["CIRCLE_SHA1"],
        Actor = variables["CIRCLE_USERNAME"],
        RunUrl = variables["CIRCLE_BUILD_URL"],
        PullRequestUrl = variables["CIRCLE_PULL_REQUEST"],
    };

    public override string? PullRequest(CiVariables variables) =>
        variables["CIRCLE_PULL_REQUEST"]?.TrimEnd('/').Split('/')[^1];

    public override PullRequestApi Api(CiVariables variables, string token) => new GitHubApi(
        variables["GITHUB_API_URL"] ?? "https://api.github.com", Repository(variables), token);

    private static string Repository(CiVariables variables) =>
        $"{variables["CIRCLE_PROJECT_USERNAME"]}/{variables["CIRCLE_PROJECT_REPONAME"]}";
}
