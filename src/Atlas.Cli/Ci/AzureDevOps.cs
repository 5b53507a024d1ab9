using System.Text;
using Atlas.Core.Registries;

namespace Atlas.Cli.Ci;

/// <summary>Azure Pipelines with Azure Repos (learn.microsoft.com: predefined variables).</summary>
internal sealed class AzureDevOps : CiPlatform
{
    public override string Name => "Azure DevOps";

    public override string TokenVariable => "SYSTEM_ACCESSTOKEN";

    public override bool IsHere(CiVariables variables) => variables["TF_BUILD"] is not null;

    public override Claims Claims(CiVariables variables) => new()
    {
        Trigger = "AZURE_DEVOPS",
        Repository = variables["BUILD_REPOSITORY_NAME"],
        Branch = Short(variables.FirstOf("SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH")),
        Commit = variables.FirstOf("SYSTEM_PULLREQUEST_SOURCECOMMITID", "BUILD_SOURCEVERSION"),
        Actor = variables["BUILD_REQUESTEDFOR"],
        RunUrl = variables["BUILD_BUILDID"] is { } build ? $"{Project(variables)}/_build/results?buildId={build}" : null,
        PullRequestUrl = PullRequest(variables) is { } number
            ? $"{variables["BUILD_REPOSITORY_URI"]}/pullrequest/{number}" : null,
    };

    public override string? PullRequest(CiVariables variables) => variables["SYSTEM_PULLREQUEST_PULLREQUESTID"];

    public override PullRequestApi Api(CiVariables variables, string token) => new AzureDevOpsApi(
        Project(variables), variables.Required("BUILD_REPOSITORY_ID"), token);

    public override void Summarise(CiVariables variables, string markdown, TextWriter output)
    {
        var path = Path.Combine(variables.Required("AGENT_TEMPDIRECTORY"), $"atlas-{variables.Host.NewId()}.md");
        variables.Host.WriteFile(path, Encoding.UTF8.GetBytes(markdown));
        output.Write($"##vso[task.uploadsummary]{path}\n");
    }

    private static string Project(CiVariables variables) =>
        (variables.FirstOf("SYSTEM_COLLECTIONURI", "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI") ?? "").TrimEnd('/')
        + "/" + Uri.EscapeDataString(variables["SYSTEM_TEAMPROJECT"] ?? "");

    private static string? Short(string? branch) =>
        branch is not null && branch.StartsWith("refs/heads/", StringComparison.Ordinal)
            ? branch["refs/heads/".Length..] : branch;
}
