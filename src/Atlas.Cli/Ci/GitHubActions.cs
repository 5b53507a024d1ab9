using System.Text.Json;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>GitHub Actions (docs.github.com: variables reference).</summary>
internal sealed class GitHubActions : CiPlatform
{
    public override string Name => "GitHub Actions";

    public override string TokenVariable => "GITHUB_TOKEN";

    public override bool IsHere(CiVariables variables) => variables["GITHUB_ACTIONS"] is not null;

    public override Claims Claims(CiVariables variables)
    {
        var site = $"{variables["GITHUB_SERVER_URL"]}/{variables["GITHUB_REPOSITORY"]}";
        return new()
        {
            Trigger = "GITHUB_ACTION",
            Repository = variables["GITHUB_REPOSITORY"],
            Branch = variables.FirstOf("GITHUB_HEAD_REF", "GITHUB_REF_NAME"),
            Commit = HeadOfPullRequest(variables) ?? variables["GITHUB_SHA"],
            Actor = variables.FirstOf("GITHUB_TRIGGERING_ACTOR", "GITHUB_ACTOR"),
            RunUrl = variables["GITHUB_RUN_ID"] is { } run ? $"{site}/actions/runs/{run}" : null,
            PullRequestUrl = PullRequest(variables) is { } number ? $"{site}/pull/{number}" : null,
        };
    }

    public override string? PullRequest(CiVariables variables) =>
        variables["GITHUB_REF"]?.Split('/') is ["refs", "pull", var number, ..] ? number : null;

    public override PullRequestApi Api(CiVariables variables, string token) => new GitHubApi(
        variables["GITHUB_API_URL"] ?? "https://api.github.com", variables.Required("GITHUB_REPOSITORY"), token);

    public override void Summarise(CiVariables variables, string markdown, TextWriter output)
    {
        var path = variables.Required("GITHUB_STEP_SUMMARY");
        var before = variables.Host.FileExists(path) ? variables.Host.ReadFile(path) : [];
        variables.Host.WriteFile(path, [.. before, .. System.Text.Encoding.UTF8.GetBytes(markdown.TrimEnd('\n') + "\n")]);
    }

    /// <summary>On a pull request GITHUB_SHA is a merge that nobody made; the event's file names the commit.</summary>
    private string? HeadOfPullRequest(CiVariables variables)
    {
        if (PullRequest(variables) is null || variables["GITHUB_EVENT_PATH"] is not { } path
            || !variables.Host.FileExists(path)) return null;
        try
        {
            using var json = JsonDocument.Parse(variables.Host.ReadFile(path));
            return json.RootElement.Text("pull_request", "head", "sha");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
