using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Atlas.Core.Dialects;
using Atlas.Registry.Doors;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Backups;

/// <summary>Writes all that a registry holds as it is at one moment, while it runs: lines of JSON, compressed, the same
/// for every kind of storage.</summary>
public static class Backup
{
    /// <summary>The name of the format.</summary>
    public const string Format = "atlas-backup-1";

    /// <summary>Writes a backup.</summary>
    /// <remarks>One snapshot; nobody who writes waits for it. It holds the private key of the audit log.</remarks>
    /// <param name="rules">The registry.</param>
    /// <param name="dialect">The dialect of its storage.</param>
    /// <param name="at">The time.</param>
    /// <param name="output">Gets the backup; stays open.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many rows there are.</returns>
    public static async Task<long> WriteAsync(
        RegistryRules rules, Dialect dialect, DateTimeOffset at, Stream output, CancellationToken cancellationToken)
    {
        await rules.Log.SequenceAsync(EmbeddedRegistry.Organisation, cancellationToken);
        await using var compressed = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        var lines = new HashedLines(compressed);
        return await rules.Store.SnapshotAsync(
            session => WriteAsync(session, RegistryTables.Of(dialect), at, lines, cancellationToken),
            cancellationToken);
    }

    private static async Task<long> WriteAsync(
        StoreSession session, Core.Model.Seq<TableLayout> tables, DateTimeOffset at, HashedLines lines,
        CancellationToken cancellationToken)
    {
        var log = await LogTable.FindAsync(session, EmbeddedRegistry.Organisation, cancellationToken);
        var notes = log is null ? [] : await LogTable.CheckpointsAsync(
            session, EmbeddedRegistry.Organisation, log.Size - 1, log.Size, cancellationToken);
        var header = new BackupHeader(
            Format, at, notes.IsEmpty ? "" : notes[0], tables.ToDictionary(t => t.Name, t => t.Columns.ToArray()));
        await lines.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(header, BackupJson.Default.BackupHeader), cancellationToken);
        var rows = 0L;
        foreach (var table in tables)
        {
            var columns = string.Join(", ", table.Columns.Select(Quote));
            await session.StreamAsync(
                $"SELECT {columns} FROM {table.Name}",
                async row =>
                {
                    await lines.WriteAsync(Line(table, row), cancellationToken);
                    rows++;
                },
                cancellationToken);
        }

        await lines.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(
                new BackupTrailer(rows, lines.Hash()), BackupJson.Default.BackupTrailer),
            cancellationToken);
        return rows;
    }

    /// <summary>Returns a column's name as both kinds of storage take it; some are words of SQL.</summary>
    internal static string Quote(string column) => $"\"{column}\"";

    private static byte[] Line(TableLayout table, StoreRow row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(table.Name);
            for (var i = 0; i < table.Columns.Count; i++)
            {
                switch (row.Value(i))
                {
                    case null:
                        json.WriteNullValue();
                        break;
                    case long number:
                        json.WriteNumberValue(number);
                        break;
                    case var value:
                        json.WriteStringValue((string)value);
                        break;
                }
            }

            json.WriteEndArray();
        }

        return buffer.ToArray();
    }

    /// <summary>Lines whose hash is kept.</summary>
    private sealed class HashedLines(Stream output)
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public async Task WriteAsync(byte[] line, CancellationToken cancellationToken)
        {
            hash.AppendData(line);
            hash.AppendData("\n"u8);
            await output.WriteAsync(line, cancellationToken);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }

        public string Hash() => Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
