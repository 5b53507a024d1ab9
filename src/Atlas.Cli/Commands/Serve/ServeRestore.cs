using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Core.Dialects;
using Atlas.Registry.Backups;

namespace Atlas.Cli.Commands.Serve;

/// <summary><c>atlas serve restore</c>.</summary>
internal static class ServeRestore
{
    private static readonly Option<string?> From = new("--from")
    {
        Description = "The backup",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<bool> KeepTokens = new("--keep-tokens")
    {
        Description = "Leave tokens in force; those that were revoked since the backup are in force again",
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("restore",
            "Restore a backup into an empty database. It is a new epoch: no target is verified, permits are void, tokens " +
            "have ended.") { From, KeepTokens };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas serve restore --db postgres://atlas@localhost:5432/restored --from registry.atlas-backup");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = run.Get(From) ?? "";
        if (!run.App.Host.FileExists(path)) throw new FailureException($"the backup {path} was not found");
        var rules = await ServeCommand.RulesAsync(run, cancellationToken);
        var restored = await new Restore(rules).RunAsync(
            ServeCommand.Owner(), ServeCommand.Dialect(run), () => File.OpenRead(path), run.Get(KeepTokens),
            cancellationToken);
        TextFields.Write(run.App.Out,
        [
            new("Epoch", $"{restored.Number}"), new("Backup Of", CloudOptions.Time(restored.BackupAt)),
            new("Rows", $"{restored.Rows}"), new("Last Checkpoint", restored.Checkpoint ?? "(none)"),
            new("Unverified Targets", $"{restored.Targets}"), new("Void Permits", $"{restored.Permits}"),
            new("Ended Tokens", $"{restored.Tokens}"),
        ]);
        run.App.Out.Write(
            "What happened since the backup isn't known here. Make tokens anew, let agents verify every target, and tell " +
            "who keeps checkpoints why the log goes on from an earlier one.\n");
        return 0;
    }
}
