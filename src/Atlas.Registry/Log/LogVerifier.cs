using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Witnesses;

namespace Atlas.Registry.Log;

/// <summary>Checks an export of the audit log against its own signed checkpoints and against what witnesses saw; needs
/// no registry.</summary>
public sealed class LogVerifier
{
    private readonly Seq<Testimony> testimonies;
    private readonly ExportLine.HeaderLine header;
    private readonly TreeEdge edge = new();
    private readonly long covered;
    private long lastSigned;
    private long lastLeaf = -1;
    private string tailSince = "";

    private LogVerifier(ExportLine.HeaderLine header, VerifierKey key, Checkpoint checkpoint, Seq<Testimony> all)
    {
        (this.header, Key, Checkpoint) = (header, key, checkpoint);
        testimonies = all.Where(t => t.Seen.Key == key).ToSeq();
        covered = testimonies.Select(t => t.Seen.Checkpoint.Size).Where(size => IsWhole
            ? size <= checkpoint.Size : size == checkpoint.Size).DefaultIfEmpty(0).Max();
    }

    /// <summary>Gets the key that signs the log, as the export names it.</summary>
    public VerifierKey Key { get; }

    /// <summary>Gets the log as it was when it was exported.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Gets how many entries the export holds.</summary>
    public long Entries { get; private set; }

    /// <summary>Gets whether the export holds the whole log, and not a selection.</summary>
    public bool IsWhole => header.Filter == AuditFilter.None;

    /// <summary>Gets how many entries from the first on some witness saw, and saw the same.</summary>
    public long Covered => covered;

    /// <summary>Gets when the first entry that no witness saw was made, as it says; empty when there is none.</summary>
    public string TailSince => tailSince;

    /// <summary>Checks an export, line by line.</summary>
    /// <param name="lines">The export's lines.</param>
    /// <param name="expected">The key that the log must have; null to take the one that the export names.</param>
    /// <param name="testimonies">What witnesses saw, of whatever log.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FailureException">Something was altered, removed, moved or isn't signed; the message names the
    /// first.</exception>
    public static async Task<LogVerifier> RunAsync(
        IAsyncEnumerable<string> lines, VerifierKey? expected, Seq<Testimony> testimonies,
        CancellationToken cancellationToken)
    {
        LogVerifier? verifier = null;
        var number = 0;
        await foreach (var text in lines.WithCancellation(cancellationToken))
        {
            number++;
            var line = ExportLine.Read(text);
            if (verifier is null) verifier = Begin(line, expected, testimonies);
            else verifier.Check(number, line);
        }

        if (verifier is null) throw Problem("the export is empty");
        verifier.Finish();
        return verifier;
    }

    private static LogVerifier Begin(ExportLine? line, VerifierKey? expected, Seq<Testimony> testimonies)
    {
        if (line is not ExportLine.HeaderLine header)
        {
            throw Problem(
                "the first line isn't that of an export of an audit log; `atlas audit export` writes one as JSON " +
                "Lines");
        }

        if (VerifierKey.Read(header.Key) is not { } key || key.Open(header.Checkpoint) is not { } checkpoint)
            throw Problem("the checkpoint in the first line isn't signed by the key that stands there");
        if (expected is not null && expected != key)
            throw Problem($"the log is signed by {key}, and {expected} was expected");

        if (testimonies.FirstOrDefault(t => t.Seen.Key.Name == key.Name && t.Seen.Key != key) is { } other)
            throw Problem($"the witness {other.Witness} knows the log {key.Name} by another key");

        var verifier = new LogVerifier(header, key, checkpoint, testimonies);
        if (verifier.IsWhole) verifier.Compare();
        else verifier.CompareSelection();
        return verifier;
    }

    private void Check(int number, ExportLine? line)
    {
        switch (line)
        {
            case ExportLine.EntryLine { Entry: var entry } when IsWhole:
                CheckNext(entry);
                break;

            case ExportLine.EntryLine { Entry: var entry }:
                CheckSelected(entry);
                break;

            case ExportLine.CheckpointLine { Note: var note } when IsWhole:
                CheckSigned(number, note);
                break;

            default:
                throw Problem(
                    $"line {number}, after {Last}, is not as the registry wrote it: it was altered, or something " +
                    "stands between the entries");
        }
    }

    private void CheckNext(AuditEntry entry)
    {
        if (entry.Leaf > edge.Size)
            throw Problem($"entry {edge.Size} was removed: entry {entry.Leaf} stands in its place");
        if (entry.Leaf < edge.Size)
            throw Problem($"entry {entry.Leaf} was moved: it stands where entry {edge.Size} belongs");

        if (entry.Leaf == covered) tailSince = EventText.Read(entry.Event).At;
        edge.Add(EventLeaf.OfEvent(entry.Event));
        Entries++;
        if (edge.Root.ToString() != entry.Root || !entry.Proof.IsEmpty)
        {
            throw Problem(
                $"entry {entry.Leaf} ({EventText.Read(entry.Event)}) is not what was logged there: it was altered, or " +
                "another one was put in its place or taken away before it");
        }

        Compare();
    }

    private void CheckSelected(AuditEntry entry)
    {
        if (entry.Leaf <= lastLeaf) throw Problem($"entry {entry.Leaf} was moved: it stands after entry {lastLeaf}");
        var proof = entry.Proof.Select(TreeHash.Read).OfType<TreeHash>().ToSeq();
        if (!new EventFilter(header.Filter, header.Filter.Repo).Lets(entry.Event))
        {
            throw Problem(
                $"entry {entry.Leaf} ({EventText.Read(entry.Event)}) is none that the first line asks for: one of " +
                "the two was altered");
        }

        if (proof.Count != entry.Proof.Count || entry.Root.Length > 0
            || !Proofs.ShowInclusion(
                entry.Leaf, EventLeaf.OfEvent(entry.Event), Checkpoint.Size, Checkpoint.Root, proof))
        {
            throw Problem(
                $"entry {entry.Leaf} ({EventText.Read(entry.Event)}) is not what was logged there: it was altered");
        }

        lastLeaf = entry.Leaf;
        Entries++;
    }

    private void CheckSigned(int number, string note)
    {
        if (Key.Open(note) is not { } signed)
            throw Problem($"the checkpoint in line {number}, after {Last}, isn't signed by the log's key");
        if (signed.Size != edge.Size)
            throw Problem($"the checkpoint in line {number} is of {signed.Size} entries and stands after {Last}");
        if (signed.Root != edge.Root) throw Rewritten();
        lastSigned = signed.Size;
    }

    private void Finish()
    {
        if (!IsWhole) return;
        if (edge.Size < Checkpoint.Size)
        {
            throw Problem(
                $"entry {edge.Size} was removed: the export ends before it, and the log had {Checkpoint.Size} entries");
        }

        if (edge.Size > Checkpoint.Size)
            throw Problem($"entry {Checkpoint.Size} was put in: the log had {Checkpoint.Size} entries");
        if (edge.Root != Checkpoint.Root) throw Rewritten();
    }

    /// <summary>Compares the entries so far with what witnesses saw when there were as many.</summary>
    private void Compare()
    {
        foreach (var testimony in testimonies.Where(t => t.Seen.Checkpoint.Size == edge.Size))
            if (testimony.Seen.Checkpoint.Root != edge.Root) throw Contradicted(testimony);
        if (testimonies.Any(t => t.Seen.Checkpoint.Size == edge.Size)) lastSigned = edge.Size;
    }

    private void CompareSelection()
    {
        foreach (var testimony in testimonies.Where(t => t.Seen.Checkpoint.Size == Checkpoint.Size))
            if (testimony.Seen.Checkpoint.Root != Checkpoint.Root) throw Contradicted(testimony);
    }

    private string Last => edge.Size == 0 ? "the first line" : $"entry {edge.Size - 1}";

    private FailureException Rewritten() => Problem(
        $"{Suspects} is not what was logged: it was altered, removed or put in, for the log was signed with " +
        $"{edge.Size} entries whose hash was another");

    private FailureException Contradicted(Testimony testimony) => Problem(
        $"{Suspects} was altered, removed or put in, and the log was signed again by its own key: the witness " +
        $"{testimony.Witness} saw {testimony.Seen.Checkpoint.Size} entries whose hash was another");

    private string Suspects => edge.Size - lastSigned > 1
        ? $"one of the entries {lastSigned} to {edge.Size - 1}"
        : $"entry {Math.Max(0, edge.Size - 1)}";

    private static FailureException Problem(string what) => new(what + ".");
}
