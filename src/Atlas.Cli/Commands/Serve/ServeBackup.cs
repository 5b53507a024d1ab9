using System.CommandLine;
using Atlas.Core.Dialects;
using Atlas.Registry.Backups;

namespace Atlas.Cli.Commands.Serve;

/// <summary><c>atlas serve backup</c>.</summary>
internal static class ServeBackup
{
    private static readonly Option<string?> To = new("--to")
    {
        Description = "The file to write; it must not be there. It holds the private key of the audit log: keep it like " +
            "the database",
        HelpName = "FILE",
        Required = true,
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("backup",
            "Write all that the registry holds to a file, as it is at one moment, while servers run.") { To };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas serve backup --db postgres://atlas@localhost:5432/registry --to registry.atlas-backup");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = run.Get(To) ?? "";
        if (run.App.Host.FileExists(path))
            throw new FailureException($"{path} is there already: a backup replaces no file");
        var rules = await ServeCommand.RulesAsync(run, cancellationToken);
        var draft = path + ".part";
        try
        {
            long rows;
            await using (var file = new FileStream(draft, Hosting.SecretFile.Options(FileMode.Create)))
            {
                rows = await Backup.WriteAsync(
                    rules, ServeCommand.Dialect(run), run.App.Host.Now, file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: false);
            run.App.Out.Write($"Backup written: {path}, {rows} rows. It holds the private key of the audit log.\n");
            return 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{path} can't be written: {problem.Message}", problem);
        }
        finally
        {
            if (File.Exists(draft)) File.Delete(draft);
        }
    }
}
