using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Log;
using Atlas.Registry.Witnesses;

namespace Atlas.Cli.Commands.Audit;

/// <summary><c>atlas audit verify</c>: checks an export, or the registry's log, without trusting who runs it.</summary>
internal static class AuditVerify
{
    private static readonly Argument<string?> Export = new("file")
    {
        Description = "The export [default: the registry is asked for one]",
        Arity = ArgumentArity.ZeroOrOne
    };
    private static readonly Option<string?> Key = new("--key")
    {
        Description = "The public key that the log must be signed with [default: the one that the export names]",
        HelpName = "KEY"
    };

    /// <summary>Makes the command.</summary>
    public static Command Create(App app)
    {
        var command = new AtlasCommand("verify",
            "Check that nothing in the audit log was altered, removed or moved, and what witnesses saw of it. Works " +
            "from an export alone, without the registry; names the first entry that isn't as it was logged.")
        {
            Export, WitnessText.Witnesses, Key,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(new CommandRun(app, parse), cancellationToken));
        return command.WithExamples(
            "atlas audit verify audit.jsonl",
            "atlas audit verify audit.jsonl --witness git+https://git.example.com/auditor/atlas.git --key " +
                "\"$ATLAS_LOG_KEY\"",
            "atlas audit verify --witness file:///mnt/worm/checkpoints.jsonl");
    }

    private static async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var expected = run.Get(Key) is { } text
            ? VerifierKey.Read(text)
                ?? throw new FailureException(
                    "--key: this isn't a public key; `atlas audit checkpoint` shows the log's")
            : null;
        var witnesses = new List<(Witness Witness, Seq<Testimony> Kept)>();
        foreach (var witness in WitnessText.Of(run))
        {
            witnesses.Add((witness, await witness.ReadAsync(cancellationToken)
                ?? throw new FailureException(
                    $"the witness {witness.Shown} can't be asked: give the file or git remote that keeps what it was " +
                    "sent")));
        }

        var testimonies = witnesses.SelectMany(w => w.Kept).ToSeq();
        if (run.Get(Export) is { } path)
        {
            await using var file = Open(path);
            var lines = LogExport.ReadAsync(file, cancellationToken);
            var verified = await LogVerifier.RunAsync(lines, expected, testimonies, cancellationToken);
            Write(run, verified, witnesses, expected);
            return 0;
        }

        return await CloudOptions.WithRegistryAsync(run, cancellationToken, async registry =>
        {
            var lines = LogExport.LinesAsync(registry, AuditFilter.None, cancellationToken).Select(l => l.ToString());
            var verifier = await LogVerifier.RunAsync(lines, expected, testimonies, cancellationToken);
            if (Ahead(verifier, testimonies) is { } ahead)
            {
                throw new FailureException(
                    $"the log was cut: the witness {ahead.Witness} saw {ahead.Seen.Checkpoint.Size} entries, and the " +
                    $"registry has {verifier.Checkpoint.Size}.");
            }

            Write(run, verifier, witnesses, expected);
            CloudOptions.Attest(run, registry);
        });
    }

    private static FileStream Open(string path)
    {
        try
        {
            const string Scheme = "file://";
            return File.OpenRead(path.StartsWith(Scheme, StringComparison.Ordinal) ? path[Scheme.Length..] : path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"the export {path} can't be read: {e.Message}", e);
        }
    }

    private static Testimony? Ahead(LogVerifier verifier, Seq<Testimony> testimonies) => testimonies
        .Where(t => t.Seen.Key == verifier.Key && t.Seen.Checkpoint.Size > verifier.Checkpoint.Size)
        .MaxBy(t => t.Seen.Checkpoint.Size);

    private static void Write(
        CommandRun run, LogVerifier verifier, List<(Witness Witness, Seq<Testimony> Kept)> witnesses,
        VerifierKey? expected)
    {
        var output = run.App.Out;
        TextFields.Write(output,
        [
            new("Log", verifier.Checkpoint.Origin), new("Key", verifier.Key.ToString()),
            new("Entries", verifier.IsWhole
                ? $"{verifier.Entries}, the whole log"
                : $"{verifier.Entries} selected of {verifier.Checkpoint.Size}"),
        ]);
        output.Write(verifier.IsWhole
            ? "Nothing was altered, removed or moved.\n"
            : "Nothing in the selection was altered. Whether it is complete, only the whole log tells: export it " +
                "without a filter.\n");
        if (expected is null)
            output.Write("The key is the one that the export names: compare it with the one that you were given.\n");
        foreach (var (witness, kept) in witnesses) output.Write(WitnessText.Coverage(verifier, witness, kept));
        output.Write(WitnessText.Tail(verifier));
    }
}
