using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Log;

/// <summary>A log as somebody saw it once.</summary>
/// <param name="Key">The key that signed it.</param>
/// <param name="Checkpoint">What was signed.</param>
/// <param name="Note">The signed note.</param>
public sealed record SeenLog(VerifierKey Key, Checkpoint Checkpoint, string Note)
{
    /// <summary>Opens what a registry says of its log; null when that isn't signed by the key it names.</summary>
    public static SeenLog? Of(LogState state) => Of(state.Key, state.Checkpoint);

    /// <summary>Opens a note; null when it isn't signed by the key.</summary>
    public static SeenLog? Of(string key, string note) =>
        VerifierKey.Read(key) is { } verifier && verifier.Open(note) is { } checkpoint
            ? new(verifier, checkpoint, note)
            : null;
}

/// <summary>Decides whether what a registry says of its log continues what was seen of it before.</summary>
public static class LogContinuity
{
    /// <summary>Returns why a log doesn't continue another, as the end of a sentence; null when it does.</summary>
    /// <param name="before">What was seen before.</param>
    /// <param name="now">What the registry says, with the proof since <paramref name="before"/>.</param>
    public static string? Break(SeenLog before, LogState now)
    {
        if (SeenLog.Of(now) is not { } seen) return "its checkpoint isn't signed by the key that it names";
        if (seen.Key != before.Key) return $"it is another log: it was {before.Key.Name}, and is {seen.Key.Name} now";

        var (old, current) = (before.Checkpoint, seen.Checkpoint);
        if (current.Size < old.Size) return $"it had {old.Size} entries, and has {current.Size} now";

        var proof = now.Consistency.Select(TreeHash.Read).ToList();
        return proof.TrueForAll(h => h is not null)
            && Proofs.ShowConsistency(
                old.Size, old.Root, current.Size, current.Root, proof.OfType<TreeHash>().ToSeq())
            ? null
            : $"its first {old.Size} entries aren't those that it had";
    }
}
