using System.Runtime.CompilerServices;
using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Log;

/// <summary>Exports the audit log of a registry, line by line, and reads exports.</summary>
public static class LogExport
{
    private const int BufferSize = 1 << 16;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads the log as it is now; one round trip for each few hundred entries of the whole log.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<ExportLine> LinesAsync(
        SchemaRegistry registry, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (filter.Repo is { } repo)
            filter = filter with { Repo = (await registry.GetRepoAsync(repo, cancellationToken)).Id };
        var state = await registry.GetLogAsync(0, cancellationToken);
        var seen = SeenLog.Of(state)
            ?? throw new FailureException(
                $"the audit log of the registry at {registry.Address} isn't signed by the key that it names.");
        yield return new ExportLine.HeaderLine(state.Key, state.Checkpoint, filter);
        for (var start = 0L; start < seen.Checkpoint.Size;)
        {
            var page = await registry.ReadLogAsync(filter, start, seen.Checkpoint.Size, cancellationToken);
            if (page.Next <= start)
                throw new FailureException($"the registry at {registry.Address} doesn't go on after entry {start}.");
            foreach (var line in filter == AuditFilter.None ? Merged(page, seen.Key) : Entries(page)) yield return line;
            start = page.Next;
        }
    }

    /// <summary>Reads the lines of an export: UTF-8, each ended by a newline and nothing else.</summary>
    /// <exception cref="FailureException">It isn't UTF-8.</exception>
    public static async IAsyncEnumerable<string> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        using var line = new MemoryStream();
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            for (var rest = buffer.AsMemory(0, read); rest.Length > 0;)
            {
                var end = rest.Span.IndexOf((byte)'\n');
                line.Write(rest.Span[..(end < 0 ? rest.Length : end)]);
                if (end < 0) break;

                yield return Text(line);
                line.SetLength(0);
                rest = rest[(end + 1)..];
            }
        }

        if (line.Length > 0) yield return Text(line);
    }

    private static IEnumerable<ExportLine> Entries(AuditPage page) =>
        page.Entries.Select(e => new ExportLine.EntryLine(e));

    /// <summary>Puts each checkpoint behind the entry that was the last when it was signed.</summary>
    private static IEnumerable<ExportLine> Merged(AuditPage page, VerifierKey key)
    {
        var notes = page.Checkpoints
            .Select(note => (Note: note, Last: (key.Open(note)?.Size ?? page.Next) - 1)).ToList();
        foreach (var entry in page.Entries)
        {
            yield return new ExportLine.EntryLine(entry);
            foreach (var (note, _) in notes.Where(n => n.Last == entry.Leaf))
                yield return new ExportLine.CheckpointLine(note);
        }
    }

    private static string Text(MemoryStream line)
    {
        try
        {
            return StrictUtf8.GetString(line.GetBuffer(), 0, (int)line.Length);
        }
        catch (DecoderFallbackException e)
        {
            throw new FailureException("the export isn't UTF-8: it was altered, or is of another program.", e);
        }
    }
}
