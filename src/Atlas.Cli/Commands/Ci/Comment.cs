using System.CommandLine;
using Atlas.Cli.Ci;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Commands.Ci;

/// <summary><c>atlas ci comment</c>: keeps a comment on the run's pull request up to date.</summary>
internal static class CiComment
{
    private static readonly Option<string> Key = new("--key")
    {
        Description = "Which comment: a pull request has one for each key [default: atlas]",
        HelpName = "NAME",
        DefaultValueFactory = _ => "atlas",
    };

    private static readonly Option<string?> PullRequest = new("--pull-request")
    {
        Description = "The pull request's number [default: the run's own]",
        HelpName = "NUMBER",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("comment",
            "Write a comment on the run's pull request, over the one that an earlier run wrote. The token is that of " +
            "the platform: GITHUB_TOKEN, GITLAB_TOKEN, SYSTEM_ACCESSTOKEN or BITBUCKET_TOKEN.")
        {
            Markdown.File, Key, PullRequest,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas ci comment --file plan.md --key plan",
            "atlas schema lint --env ci --format '{{ json . }}' | atlas ci comment --key lint");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var comment = new PullRequestComment(PullRequestComment.CheckKey(run.Get(Key) ?? "atlas"));
        var variables = new CiVariables(run.App.Host);
        var platform = CiPlatforms.Here(variables) ?? throw Markdown.NoPlatform();
        var number = run.Get(PullRequest) ?? platform.PullRequest(variables)
            ?? throw new FailureException(
                "this run is for no pull request. Run it for one, or name one with --pull-request.");
        if (!number.All(char.IsAsciiDigit))
            throw new FailureException($"--pull-request \"{number}\": the number of a pull request consists of digits");
        var token = variables[platform.TokenVariable]
            ?? throw new FailureException(
                $"{platform.TokenVariable} is not set: {platform.Name} takes no comment without a token");
        var text = Markdown.Read(run);
        using var api = platform.Api(variables, token);
        var (isNew, url) = await comment.WriteAsync(api, number, text, cancellationToken);
        run.App.Out.Write(
            $"Comment {(isNew ? "written" : "updated")} on pull request {number}{(url.Length > 0 ? $": {url}" : "")}\n");
        return 0;
    }
}
