using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>GitLab CI/CD (docs.gitlab.com: predefined variables).</summary>
internal sealed class GitLabCi : CiPlatform
{
    public override string Name => "GitLab CI";

    public override string TokenVariable => "GITLAB_TOKEN";

    public override bool IsHere(CiVariables variables) => variables["GITLAB_CI"] is not null;

    public override Claims Claims(CiVariables variables) => new()
    {
        Trigger = "GITLAB",
        Repository = variables["CI_PROJECT_PATH"],
        Branch = variables.FirstOf("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"),
        Commit = variables["CI_COMMIT_SHA"],
        Actor = variables["GITLAB_USER_LOGIN"],
        RunUrl = variables.FirstOf("CI_JOB_URL", "CI_PIPELINE_URL"),
        PullRequestUrl = PullRequest(variables) is { } number
            ? $"{variables["CI_PROJECT_URL"]}/-/merge_requests/{number}" : null,
    };

    public override string? PullRequest(CiVariables variables) => variables["CI_MERGE_REQUEST_IID"];

    public override PullRequestApi Api(CiVariables variables, string token) => new GitLabApi(
        variables.Required("CI_API_V4_URL"), variables.Required("CI_PROJECT_ID"), token);
}
