using System.Globalization;
using System.Text;
using Atlas.Core.Model;
using Atlas.Registry.Log;

namespace Atlas.Registry.Storage;

/// <summary>A log as it is stored.</summary>
internal sealed record LogRow(string Origin, long Size, string PrivateKey);

/// <summary>An event as the log reads it; <c>Leaf</c> is its place, or -1 for none yet.</summary>
internal sealed record EventRow(string Id, string Body, string Digest, long Leaf);

/// <summary>The tables of logs, their nodes and their checkpoints, and the events in their order.</summary>
internal static class LogTable
{
    private const int Chunk = 100;

    public static Task<LogRow?> FindAsync(
        StoreSession session, string organisation, CancellationToken cancellationToken) =>
        session.FirstAsync(
            "SELECT origin, size, private_key FROM atlas_log WHERE organisation = @organisation", Read,
            cancellationToken, ("@organisation", organisation));

    /// <summary>Reads a log and keeps other sequencers away until the transaction ends; null when it isn't made
    /// yet.</summary>
    public static Task<LogRow?> LockAsync(
        StoreSession session, string organisation, CancellationToken cancellationToken) =>
        session.FirstAsync(
            "SELECT origin, size, private_key FROM atlas_log WHERE organisation = @organisation" + session.RowLock,
            Read, cancellationToken, ("@organisation", organisation));

    /// <summary>Adds a log; does nothing when somebody else made it.</summary>
    public static Task AddAsync(
        StoreSession session, string organisation, LogRow log, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_log (organisation, origin, size, private_key, created_at)
            VALUES (@organisation, @origin, 0, @key, @at) ON CONFLICT (organisation) DO NOTHING
            """,
            cancellationToken, ("@organisation", organisation), ("@origin", log.Origin), ("@key", log.PrivateKey),
            ("@at", at));

    /// <summary>Grows a log, whose size nobody changed meanwhile.</summary>
    public static Task<int> GrowAsync(
        StoreSession session, string organisation, long from, long to, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE atlas_log SET size = @to WHERE organisation = @organisation AND size = @from", cancellationToken,
            ("@organisation", organisation), ("@from", from), ("@to", to));

    public static Task AddCheckpointAsync(
        StoreSession session, string organisation, long size, string note, DateTimeOffset at,
        CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            INSERT INTO atlas_checkpoint (organisation, size, note, signed_at) VALUES (@organisation, @size, @note, @at)
            """,
            cancellationToken, ("@organisation", organisation), ("@size", size), ("@note", note), ("@at", at));

    /// <summary>Lists the checkpoints of sizes beyond one and up to another.</summary>
    public static Task<Seq<string>> CheckpointsAsync(
        StoreSession session, string organisation, long after, long upTo, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT note FROM atlas_checkpoint
            WHERE organisation = @organisation AND size > @after AND size <= @up_to ORDER BY size
            """,
            row => row.Text(0), cancellationToken,
            ("@organisation", organisation), ("@after", after), ("@up_to", upTo));

    /// <summary>Lists events that have no place in the log yet, the oldest first.</summary>
    public static Task<Seq<EventRow>> PendingAsync(
        StoreSession session, string organisation, int limit, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT id, body, digest, CAST(-1 AS bigint) FROM atlas_event
            WHERE organisation = @organisation AND leaf IS NULL ORDER BY happened_at, id LIMIT @limit
            """,
            ReadEvent, cancellationToken, ("@organisation", organisation), ("@limit", limit));

    /// <summary>Lists the events of a range of places, in order.</summary>
    public static Task<Seq<EventRow>> EventsAsync(
        StoreSession session, string organisation, LeafRange range, CancellationToken cancellationToken) =>
        session.QueryAsync(
            """
            SELECT id, body, digest, leaf FROM atlas_event
            WHERE organisation = @organisation AND leaf >= @begin AND leaf < @end ORDER BY leaf
            """,
            ReadEvent, cancellationToken,
            ("@organisation", organisation), ("@begin", range.Begin), ("@end", range.End));

    /// <summary>Gives an event its place; 0 when it has one.</summary>
    public static Task<int> PlaceAsync(
        StoreSession session, string organisation, string id, long leaf, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            UPDATE atlas_event SET leaf = @leaf WHERE organisation = @organisation AND id = @id AND leaf IS NULL
            """,
            cancellationToken, ("@organisation", organisation), ("@id", id), ("@leaf", leaf));

    /// <summary>Stores complete subtrees.</summary>
    public static async Task AddNodesAsync(
        StoreSession session, string organisation, IEnumerable<KeyValuePair<NodeAddress, TreeHash>> nodes,
        CancellationToken cancellationToken)
    {
        foreach (var chunk in nodes.Chunk(Chunk))
        {
            var sql = new StringBuilder("INSERT INTO atlas_node (organisation, level, position, hash) VALUES ");
            sql.AppendJoin(", ", chunk.Select((_, i) => Numbered("(@organisation, @l#, @p#, @h#)", i)));
            await session.ExecuteAsync(
                sql.ToString(), cancellationToken,
                [
                    ("@organisation", organisation),
                    .. chunk.SelectMany((node, i) => new (string, object?)[]
                    {
                        (Numbered("@l#", i), node.Key.Level), (Numbered("@p#", i), node.Key.Position),
                        (Numbered("@h#", i), node.Value.ToString()),
                    }),
                ]);
        }
    }

    /// <summary>Reads complete subtrees; what isn't stored is left out.</summary>
    public static async Task<Dictionary<NodeAddress, TreeHash>> NodesAsync(
        StoreSession session, string organisation, IEnumerable<NodeAddress> addresses,
        CancellationToken cancellationToken)
    {
        var nodes = new Dictionary<NodeAddress, TreeHash>();
        foreach (var chunk in addresses.Distinct().Chunk(Chunk))
        {
            // Each alternative names the whole key: SQLite looks up an alternative by its own terms only.
            var sql = new StringBuilder("SELECT level, position, hash FROM atlas_node WHERE ");
            sql.AppendJoin(" OR ", chunk.Select(
                (_, i) => Numbered("(organisation = @organisation AND level = @l# AND position = @p#)", i)));
            var found = await session.QueryAsync(
                sql.ToString(),
                row => (Address: new NodeAddress((int)row.Number(0), row.Number(1)), Hash: TreeHash.Read(row.Text(2))),
                cancellationToken,
                [
                    ("@organisation", organisation),
                    .. chunk.SelectMany((address, i) => new (string, object?)[]
                        { (Numbered("@l#", i), address.Level), (Numbered("@p#", i), address.Position) }),
                ]);
            foreach (var (address, hash) in found)
                if (hash is { } known) nodes[address] = known;
        }

        return nodes;
    }

    private static string Numbered(string text, int number) =>
        text.Replace("#", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static LogRow Read(StoreRow row) => new(row.Text(0), row.Number(1), row.Text(2));

    private static EventRow ReadEvent(StoreRow row) => new(row.Text(0), row.Text(1), row.Text(2), row.Number(3));
}
