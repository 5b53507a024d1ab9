using System.CommandLine;

namespace Atlas.Cli.Commands.Serve;

/// <summary><c>atlas serve token revoke</c>.</summary>
internal static class TokenRevoke
{
    private static readonly Argument<string> Token = new("id") { Description = "The token's id or name" };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("revoke", "Revoke a token: it ends at once.") { Token };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas serve token revoke --db sqlite://registry.db ci");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var rules = await ServeCommand.RulesAsync(run, cancellationToken);
        TokenText.Write(run.App.Out,
            await rules.Tokens.RevokeAsync(ServeCommand.Owner(), run.Get(Token) ?? "", cancellationToken));
        return 0;
    }
}
