using System.CommandLine;
using Atlas.Cli.Commands.Cloud;
using Atlas.Cli.Screen;
using Atlas.Core.Model;
using Atlas.Registry.Log;
using Atlas.Registry.Witnesses;

namespace Atlas.Cli.Commands.Audit;

/// <summary>What the commands share that deal with witnesses.</summary>
internal static class WitnessText
{
    /// <summary>The witnesses.</summary>
    public static readonly Option<string[]> Witnesses = new("--witness")
    {
        Description = "Who keeps checkpoints: file://PATH, git+https://…, git+ssh://…, or https://… for a webhook; " +
            "repeat it for several",
        HelpName = "URL",
    };

    /// <summary>Returns the witnesses that were named.</summary>
    public static Seq<Witness> Of(CommandRun run) =>
        [.. (run.Get(Witnesses) ?? []).Select(url => Witness.Of(url, run.App.Host, run.App.Folders.Witnesses))];

    /// <summary>Returns what a witness says about a log that was checked, ended.</summary>
    public static string Coverage(LogVerifier verifier, Witness witness, Seq<Testimony> kept)
    {
        var own = kept.Where(t => t.Seen.Key == verifier.Key).ToSeq();
        var size = verifier.Checkpoint.Size;
        var newest = own.Where(t => verifier.IsWhole ? t.Seen.Checkpoint.Size <= size : t.Seen.Checkpoint.Size == size)
            .MaxBy(t => t.Seen.Checkpoint.Size);
        var ahead = own.Where(t => t.Seen.Checkpoint.Size > size).MaxBy(t => t.Seen.Checkpoint.Size);
        var seen = newest is null
            ? $"Witness {witness.Shown} saw nothing of this log that could be compared.\n"
            : $"Witness {witness.Shown} saw the first {Plural.Of(newest.Seen.Checkpoint.Size, "entry")} as they are, " +
                $"at {CloudOptions.Time(newest.At)}.\n";
        return ahead is null
            ? seen
            : seen + $"It also saw {ahead.Seen.Checkpoint.Size} entries, more than this export has: export again, and " +
                "if the registry then has fewer, its log was cut.\n";
    }

    /// <summary>Returns what no witness saw, ended.</summary>
    public static string Tail(LogVerifier verifier)
    {
        var tail = verifier.Checkpoint.Size - verifier.Covered;
        if (tail == 0) return "No entry is without a witness.\n";

        var since = verifier.TailSince.Length > 0 ? $", since {verifier.TailSince}" : "";
        var which = tail == 1
            ? $"entry {verifier.Covered}"
            : $"{tail} entries, {verifier.Covered} to {verifier.Checkpoint.Size - 1}";
        return $"No witness saw {which}{since}: who runs the registry could still rewrite that part.\n";
    }
}
