using System.Reflection;
using System.Text.Json;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Registries;

namespace Atlas.Cli.Screen;

/// <summary>Gathers what the client says of itself: user, host, and the CI run from the variables of the usual
/// platforms.</summary>
internal static class ClientClaims
{
    /// <summary>Gets the program's version, such as <c>v0.1.0</c>.</summary>
    public static string ProgramVersion { get; } =
        "v" + (typeof(
            ClientClaims).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0.0.0").Replace('+', '-');

    /// <summary>Gathers the claims.</summary>
    /// <param name="host">The door to the environment.</param>
    /// <param name="context">The JSON of <c>--context</c>, which beats the variables; null for none.</param>
    public static Claims Of(Host host, string? context)
    {
        var claims = FromPlatform(host) with
        {
            User = FirstOf(host, "USER", "LOGNAME", "USERNAME") ?? Environment.UserName,
            Host = Environment.MachineName,
            ClientVersion = ProgramVersion,
            Time = host.Now,
        };
        return context is null ? claims : Override(claims, context);
    }

    private static Claims FromPlatform(Host host)
    {
        string? Var(string name) => host.Variable(name) is { Length: > 0 } value ? value : null;
        if (Var("GITHUB_ACTIONS") is not null)
        {
            var server = $"{Var("GITHUB_SERVER_URL")}/{Var("GITHUB_REPOSITORY")}";
            return new Claims
            {
                Trigger = "GITHUB_ACTION",
                Repository = Var("GITHUB_REPOSITORY"),
                Branch = Var("GITHUB_HEAD_REF")
                    ?? Var("GITHUB_REF_NAME"),
                Commit = Var("GITHUB_SHA"),
                RunUrl = Var("GITHUB_RUN_ID") is { } run ? $"{server}/actions/runs/{run}" : null,
                PullRequestUrl = Var("GITHUB_REF")?.Split('/') is ["refs", "pull", var number, ..]
                    ? $"{server}/pull/{number}" : null,
            };
        }

        if (Var("GITLAB_CI") is not null)
            return new Claims
            {
                Trigger = "GITLAB",
                Repository = Var("CI_PROJECT_PATH"),
                Branch = Var("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME") ?? Var("CI_COMMIT_REF_NAME"),
                Commit = Var("CI_COMMIT_SHA"),
                RunUrl = Var("CI_JOB_URL") ?? Var("CI_PIPELINE_URL"),
                PullRequestUrl = Var("CI_MERGE_REQUEST_IID") is { } number
                    ? $"{Var("CI_PROJECT_URL")}/-/merge_requests/{number}" : null,
            };
        if (Var("CIRCLECI") is not null)
            return new Claims
            {
                Trigger = "CIRCLECI_ORB",
                Repository = $"{Var("CIRCLE_PROJECT_USERNAME")}/{Var("CIRCLE_PROJECT_REPONAME")}",
                Branch = Var("CIRCLE_BRANCH"),
                Commit = Var("CIRCLE_SHA1"),
                RunUrl = Var("CIRCLE_BUILD_URL"),
                PullRequestUrl = Var("CIRCLE_PULL_REQUEST"),
            };
        if (Var("BITBUCKET_BUILD_NUMBER") is { } build)
        {
            var origin = Var("BITBUCKET_GIT_HTTP_ORIGIN");
            return new Claims
            {
                Trigger = "BITBUCKET",
                Repository = Var("BITBUCKET_REPO_FULL_NAME"),
                Branch = Var("BITBUCKET_BRANCH"),
                Commit = Var("BITBUCKET_COMMIT"),
                RunUrl = $"{origin}/pipelines/results/{build}",
                PullRequestUrl = Var("BITBUCKET_PR_ID") is { } number
                    ? $"{origin}/pull-requests/{number}" : null,
            };
        }

        if (Var("TF_BUILD") is not null)
            return new Claims
            {
                Trigger = "AZURE_DEVOPS",
                Repository = Var("BUILD_REPOSITORY_NAME"),
                Branch = Var("BUILD_SOURCEBRANCHNAME"),
                Commit = Var("BUILD_SOURCEVERSION"),
                RunUrl = $"{Var("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI")}{Var("SYSTEM_TEAMPROJECT")}/_build/results?buildId={Var("BUILD_BUILDID")}",
                PullRequestUrl = Var("SYSTEM_PULLREQUEST_PULLREQUESTID") is { } number
                    ? $"{Var("BUILD_REPOSITORY_URI")}/pullrequest/{number}" : null,
            };
        return new Claims { Trigger = "CLI" };
    }

    private static Claims Override(Claims claims, string context)
    {
        try
        {
            using var json = JsonDocument.Parse(context);
            string? Text(string name) =>
                json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString() : null;
            return claims with
            {
                Repository = Text("repo") ?? claims.Repository,
                Branch = Text("branch")
                    ?? claims.Branch,
                Commit = Text("commit") ?? claims.Commit,
                PullRequestUrl = Text("url") ?? claims.PullRequestUrl,
                User = Text("username") ?? claims.User,
                Trigger = Text("triggerType") ?? Text("scmType")
                    ?? claims.Trigger,
                TriggerVersion = Text("triggerVersion") ?? claims.TriggerVersion,
            };
        }
        catch (JsonException problem)
        {
            throw new FailureException($"--context is not JSON: {problem.Message}", problem);
        }
    }

    private static string? FirstOf(Host host, params string[] names) =>
        names.Select(host.Variable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
}
