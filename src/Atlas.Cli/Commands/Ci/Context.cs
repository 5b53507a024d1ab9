using System.CommandLine;
using Atlas.Cli.Ci;
using Atlas.Cli.Screen;
using Atlas.Cli.Screen.Models;

namespace Atlas.Cli.Commands.Ci;

/// <summary><c>atlas ci context</c>: what this run says of itself.</summary>
internal static class CiContext
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("context",
            "Show what this run claims of itself when it pushes, plans, approves, deploys, tests or validates: " +
            "repository, branch, commit, pull request, actor and run. Nothing is sent to the registry.")
        {
            SchemaOptions.Context, SchemaOptions.Format,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas ci context", "atlas ci context --format '{{ .PullRequestURL }}'");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var claims = await MergedPullRequest.AddAsync(
            run.App.Host, ClientClaims.Of(run.App.Host, run.Get(SchemaOptions.Context)), cancellationToken);
        if (run.Get(SchemaOptions.Format) is { } format) Output.Write(run.App, format, CloudModel.Claims(claims));
        else
            TextFields.Write(run.App.Out,
            [
                new("Trigger", claims.Trigger ?? ""), new("Repository", claims.Repository ?? ""),
                new("Branch", claims.Branch ?? ""), new("Commit", claims.Commit ?? ""),
                new("Actor", claims.Actor ?? ""), new("Run", claims.RunUrl ?? ""),
                new("Pull Request", claims.PullRequest is { } pull ? PullRequestText.Of(pull) : claims.PullRequestUrl ?? ""),
                new("Not Known", string.Join("\n", claims.Gaps)),
            ]);
        return 0;
    }
}
