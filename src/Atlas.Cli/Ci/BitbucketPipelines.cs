using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>Bitbucket Pipelines (support.atlassian.com: variables and secrets).</summary>
internal sealed class BitbucketPipelines : CiPlatform
{
    public override string Name => "Bitbucket Pipelines";

    public override string TokenVariable => "BITBUCKET_TOKEN";

    public override bool IsHere(CiVariables variables) => variables["BITBUCKET_BUILD_NUMBER"] is not null;

    public override Claims Claims(CiVariables variables)
    {
        var origin = variables["BITBUCKET_GIT_HTTP_ORIGIN"];
        return new()
        {
            Trigger = "BITBUCKET",
            Repository = variables["BITBUCKET_REPO_FULL_NAME"],
            Branch = variables["BITBUCKET_BRANCH"],
            Commit = variables["BITBUCKET_COMMIT"],
            Actor = variables["BITBUCKET_STEP_TRIGGERER_UUID"],
            RunUrl = $"{origin}/pipelines/results/{variables["BITBUCKET_BUILD_NUMBER"]}",
            PullRequestUrl = PullRequest(variables) is { } number ? $"{origin}/pull-requests/{number}" : null,
        };
    }

    public override string? PullRequest(CiVariables variables) => variables["BITBUCKET_PR_ID"];

    public override PullRequestApi Api(CiVariables variables, string token) => new BitbucketApi(
        variables["BITBUCKET_API_URL"] ?? "https://api.bitbucket.org/2.0",
        variables.Required("BITBUCKET_REPO_FULL_NAME"), token);
}
