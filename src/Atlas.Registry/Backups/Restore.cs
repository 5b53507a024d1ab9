using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Backups;

/// <summary>Reads a backup into an empty storage and begins a new epoch: all or nothing, in one transaction.</summary>
public sealed class Restore
{
    private readonly RegistryStore store;
    private readonly Epoch epoch;

    /// <summary>Makes the restoring of a storage.</summary>
    /// <param name="rules">The rules over the storage, whose tables are there and empty.</param>
    public Restore(RegistryRules rules) => (store, epoch) = (rules.Store, rules.Epoch);

    /// <summary>Restores.</summary>
    /// <param name="subject">Who does it.</param>
    /// <param name="dialect">The dialect of the storage.</param>
    /// <param name="open">Opens the backup.</param>
    /// <param name="keepsTokens">Whether tokens stay in force, those among them that were revoked since.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RegistryException">The storage isn't empty, or the backup is broken or of a newer
    /// program.</exception>
    public async Task<RestoredRegistry> RunAsync(
        Subject subject, Dialect dialect, Func<Stream> open, bool keepsTokens, CancellationToken cancellationToken)
    {
        var tables = RegistryTables.Of(dialect).ToDictionary(t => t.Name);
        try
        {
            return await store.WriteAsync(
                async session =>
                {
                    foreach (var table in tables.Keys) await DemandEmptyAsync(session, table, cancellationToken);
                    await using var file = open();
                    await using var plain = new GZipStream(file, CompressionMode.Decompress);
                    using var lines = new StreamReader(plain, new UTF8Encoding(false, true));
                    var (header, rows) = await FillAsync(session, tables, lines, cancellationToken);
                    var caller = new Caller(subject, RegistryLinks.Embedded);
                    return await epoch.BeginAsync(session, caller, header, rows, keepsTokens, cancellationToken);
                },
                cancellationToken);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or DecoderFallbackException)
        {
            throw Broken(e);
        }
    }

    private static async Task DemandEmptyAsync(
        StoreSession session, string table, CancellationToken cancellationToken)
    {
        if (await session.CountAsync($"SELECT COUNT(*) FROM (SELECT 1 AS one FROM {table} LIMIT 1) t", cancellationToken) > 0)
        {
            throw Refuse.Conflict(
                "There is a registry in this database already. Restore into an empty one, and let the servers use that.");
        }
    }

    private static async Task<(BackupHeader Header, long Rows)> FillAsync(
        StoreSession session, Dictionary<string, TableLayout> tables, StreamReader lines,
        CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var first = await lines.ReadLineAsync(cancellationToken) ?? throw Broken(null);
        var header = JsonSerializer.Deserialize(first, BackupJson.Default.BackupHeader) ?? throw Broken(null);
        Check(header, tables);
        var inserts = header.Tables.ToDictionary(t => t.Key, t => Insert(t.Key, t.Value));
        Append(hash, first);
        for (var rows = 0L; await lines.ReadLineAsync(cancellationToken) is { } line; rows++)
        {
            if (line.StartsWith('{'))
            {
                var trailer = JsonSerializer.Deserialize(line, BackupJson.Default.BackupTrailer);
                return trailer?.Rows == rows && trailer.Sha256 == Convert.ToHexStringLower(hash.GetCurrentHash())
                    && await lines.ReadLineAsync(cancellationToken) is null
                        ? (header, rows)
                        : throw Broken(null);
            }

            Append(hash, line);
            var values = JsonNode.Parse(line)?.AsArray() ?? throw Broken(null);
            var table = values[0]?.GetValue<string>() ?? "";
            if (!inserts.TryGetValue(table, out var insert) || values.Count != header.Tables[table].Length + 1)
                throw Broken(null);
            await session.ExecuteAsync(
                insert, cancellationToken, [.. values.Skip(1).Select((value, i) => ($"@p{i}", Value(value)))]);
        }

        throw Broken(null);
    }

    /// <summary>Refuses what this program doesn't know; columns that an older one lacked get their defaults.</summary>
    private static void Check(BackupHeader header, Dictionary<string, TableLayout> tables)
    {
        if (header.Format != Backup.Format) throw Broken(null);
        var strange = header.Tables.SelectMany(t => t.Value.Select(c => (Table: t.Key, Column: c)))
            .FirstOrDefault(c => !tables.TryGetValue(c.Table, out var table) || !table.Columns.Contains(c.Column));
        if (strange.Table is null) return;

        throw Refuse.Conflict(
            $"The backup was made by a newer program: this one doesn't know {Names.Shown(strange.Table)}." +
            $"{Names.Shown(strange.Column)}. Restore it with that one.");
    }

    private static string Insert(string table, string[] columns) =>
        $"INSERT INTO {table} ({string.Join(", ", columns.Select(Backup.Quote))}) " +
        $"VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";

    private static object? Value(JsonNode? value) => value switch
    {
        null => null,
        _ when value.GetValueKind() == JsonValueKind.Number => value.GetValue<long>(),
        _ => value.GetValue<string>(),
    };

    private static void Append(IncrementalHash hash, string line) => hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));

    private static RegistryException Broken(Exception? inner) => new(
        RegistryProblem.Invalid,
        "This isn't a whole backup of a registry: it was cut short or changed, or is another file. Nothing was restored.",
        inner);
}

/// <summary>What a restored registry is like.</summary>
/// <param name="Number">The epoch: 1 after the first restore.</param>
/// <param name="BackupAt">When the backup was made.</param>
/// <param name="Rows">How many rows were restored.</param>
/// <param name="Checkpoint">The last checkpoint that is known, as <c>origin</c>, size and hash; null where there is
/// none.</param>
/// <param name="Targets">How many targets are unverified now.</param>
/// <param name="Permits">How many permits are void now.</param>
/// <param name="Tokens">How many tokens ended.</param>
public sealed record RestoredRegistry(
    long Number, DateTimeOffset BackupAt, long Rows, string? Checkpoint, int Targets, int Permits, int Tokens);
