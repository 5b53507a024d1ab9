using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;

namespace Atlas.Cli.Commands.Serve;

/// <summary><c>atlas serve token list</c>.</summary>
internal static class TokenList
{
    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("list", "List the tokens; none of them is shown itself.");
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples("atlas serve token list --db sqlite://registry.db");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var rules = await ServeCommand.RulesAsync(run, cancellationToken);
        var tokens = await rules.Tokens.ListAsync(ServeCommand.Owner(), cancellationToken);
        if (tokens.IsEmpty) run.App.Out.Write("No tokens found.\n");
        else
            run.App.Out.Write(new TextTable(
                ["ID", "NAME", "SCOPES", "CREATED", "EXPIRES", "REVOKED"],
                [.. tokens.Select(
                    t => Seq.Create<string>(
                    [t.Id, t.Name, string.Join(",", t.Scopes), CloudOptions.Time(t.CreatedAt),
                    CloudOptions.Time(t.ExpiresAt), CloudOptions.Time(t.RevokedAt)]))]));
        return 0;
    }
}
