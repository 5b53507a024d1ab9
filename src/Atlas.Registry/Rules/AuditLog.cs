using System.Diagnostics;
using System.Globalization;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Log;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of the audit log: events get their places in a Merkle tree, whose hash is signed
/// (docs/design/0005-audit-log.md).</summary>
public sealed class AuditLog
{
    private const int Batch = 500;
    private const long MostLookedAt = 20_000;

    private readonly RegistryStore store;
    private readonly RegistryClock clock;

    internal AuditLog(RegistryStore store, RegistryClock clock) => (this.store, this.clock) = (store, clock);

    /// <summary>Gives every event that has no place in the log yet the next one, and signs what the log is then. Any
    /// number of instances may do so at once; nobody who writes waits for it.</summary>
    /// <param name="organisation">The organisation.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many events got a place.</returns>
    public async Task<int> SequenceAsync(string organisation, CancellationToken cancellationToken)
    {
        var placed = 0;
        while (await store.ReadAsync(
            s => LogTable.PendingAsync(s, organisation, 1, cancellationToken), cancellationToken) is { IsEmpty: false })
        {
            placed += await store.WriteAsync(s => PlaceAsync(s, organisation, cancellationToken), cancellationToken);
        }

        return placed;
    }

    /// <summary>Returns the log as it is now, every event so far in it, and the proof that it continues one of another
    /// size.</summary>
    internal async Task<LogState> GetAsync(Caller caller, long since, CancellationToken cancellationToken)
    {
        var organisation = caller.Organisation;
        if (since < 0) throw Refuse.Invalid("A log has no less than 0 entries.");

        await SequenceAsync(organisation, cancellationToken);
        if (await store.ReadAsync(
            s => LogTable.FindAsync(s, organisation, cancellationToken), cancellationToken) is null)
        {
            await store.WriteAsync(s => LockedAsync(s, organisation, cancellationToken), cancellationToken);
        }

        return await store.ReadAsync(
            async session =>
            {
                var log = await FoundAsync(session, organisation, cancellationToken);
                using var key = LogKey.Read(log.Origin, log.PrivateKey);
                var newest = await LogTable.CheckpointsAsync(
                    session, organisation, log.Size - 1, log.Size, cancellationToken);
                var proof = since > log.Size ? [] : Proofs.OfConsistency(since, log.Size);
                var nodes = await LogTable.NodesAsync(session, organisation, Cover(proof), cancellationToken);
                return new LogState(
                    newest.IsEmpty ? Damaged<string>($"the checkpoint of {log.Size} entries") : newest[0],
                    key.Verifier.ToString(), Hashes(proof, nodes));
            },
            cancellationToken);
    }

    /// <summary>Reads a part of the log.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="start">The first place to look at.</param>
    /// <param name="size">The size of the log that is read: what came later isn't looked at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal Task<AuditPage> ReadAsync(
        Caller caller, AuditFilter filter, long start, long size, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Audit);
        return store.ReadAsync(
            async session =>
            {
                var organisation = caller.Organisation;
                var log = await LogTable.FindAsync(session, organisation, cancellationToken);
                if (start < 0 || start > size || size > (log?.Size ?? 0))
                {
                    throw Refuse.Invalid(
                        $"The log has {log?.Size ?? 0} entries, and the part from {start} of {size} is no part of it.");
                }

                var repo = filter.Repo is { Length: > 0 } name
                    ? (await Repos.FindAsync(session, caller, Scopes.Audit, name, cancellationToken)).Id
                    : null;
                var range = new LeafRange(start, Math.Min(start + Batch, size));
                return await ReadAsync(session, organisation, new(filter, repo), range, size, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Reads the newest events before a place, newest first, and looks no further back than a bounded number of
    /// events: a rare one may be on the next page.</summary>
    /// <param name="reader">Who asks.</param>
    /// <param name="filter">Which events.</param>
    /// <param name="before">The place after the first one that is looked at; the log's size for its end.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<AuditTail> NewestAsync(
        Subject reader, AuditFilter filter, long before, int count, CancellationToken cancellationToken)
    {
        var caller = new Caller(reader, RegistryLinks.Embedded);
        caller.Demand(Scopes.Audit);
        return store.ReadAsync(
            async session =>
            {
                var organisation = caller.Organisation;
                var size = (await LogTable.FindAsync(session, organisation, cancellationToken))?.Size ?? 0;
                var repo = filter.Repo is { Length: > 0 } name
                    ? (await Repos.FindAsync(session, caller, Scopes.Audit, name, cancellationToken)).Id
                    : null;
                var lets = new EventFilter(filter, repo);
                var end = Math.Clamp(before, 0, size);
                var found = new List<AuditEntry>();
                for (var looked = 0L; end > 0 && found.Count < count && looked < MostLookedAt; looked += Batch)
                {
                    var begin = Math.Max(0, end - Batch);
                    var rows = await LogTable.EventsAsync(session, organisation, new(begin, end), cancellationToken);
                    foreach (var row in rows.Reverse())
                    {
                        end = row.Leaf;
                        if (lets.Lets(row.Body)) found.Add(new(row.Leaf, row.Body, "", []));
                        if (found.Count == count) break;
                    }

                    if (found.Count < count) end = begin;
                }

                return new AuditTail(found.ToSeq(), end, size);
            },
            cancellationToken);
    }

    private static async Task<AuditPage> ReadAsync(
        StoreSession session, string organisation, EventFilter filter, LeafRange range, long size,
        CancellationToken cancellationToken)
    {
        var rows = await LogTable.EventsAsync(session, organisation, range, cancellationToken);
        var edge = await EdgeAsync(session, organisation, range.Begin, cancellationToken);
        var leaves = await LogTable.NodesAsync(
            session, organisation, Places(range).Select(place => new NodeAddress(0, place)), cancellationToken);
        var roots = new Dictionary<long, TreeHash>();
        foreach (var place in Places(range))
        {
            edge.Add(leaves.TryGetValue(new(0, place), out var leaf) ? leaf : Damaged<TreeHash>($"the leaf {place}"));
            roots[place] = edge.Root;
        }

        var shown = rows.Where(r => filter.Lets(r.Body)).ToSeq();
        var proofs = shown.Select(r => filter.IsOpen ? [] : Proofs.OfInclusion(r.Leaf, size)).ToSeq();
        var nodes = await LogTable.NodesAsync(
            session, organisation, Cover(proofs.SelectMany(p => p)), cancellationToken);
        var entries = shown.Zip(proofs, (row, proof) => new AuditEntry(
            row.Leaf, row.Body, filter.IsOpen ? roots[row.Leaf].ToString() : "", Hashes(proof, nodes)));
        var checkpoints = await LogTable.CheckpointsAsync(
            session, organisation, range.Begin, range.End, cancellationToken);
        return new(entries.ToSeq(), checkpoints, range.End);
    }

    private async Task<int> PlaceAsync(StoreSession session, string organisation, CancellationToken cancellationToken)
    {
        var log = await LockedAsync(session, organisation, cancellationToken);
        var events = await LogTable.PendingAsync(session, organisation, Batch, cancellationToken);
        if (events.IsEmpty) return 0;

        var edge = await EdgeAsync(session, organisation, log.Size, cancellationToken);
        var nodes = new List<KeyValuePair<NodeAddress, TreeHash>>();
        foreach (var row in events)
        {
            if (await LogTable.PlaceAsync(session, organisation, row.Id, edge.Size, cancellationToken) != 1)
                throw new UnreachableException("An event is placed under the log's lock only.");
            nodes.AddRange(edge.Add(EventLeaf.Of(row.Digest)));
        }

        await LogTable.AddNodesAsync(session, organisation, nodes, cancellationToken);
        if (await LogTable.GrowAsync(session, organisation, log.Size, edge.Size, cancellationToken) != 1)
            throw new UnreachableException("A log grows under its lock only.");
        await SignAsync(session, organisation, log, edge, cancellationToken);
        return events.Count;
    }

    /// <summary>Locks the log, and makes it with a key of its own when it isn't there.</summary>
    private async Task<LogRow> LockedAsync(
        StoreSession session, string organisation, CancellationToken cancellationToken)
    {
        if (await LogTable.LockAsync(session, organisation, cancellationToken) is { } known) return known;

        var origin = $"atlas-audit/{organisation}/{clock.NewId().ToLowerInvariant()}";
        using var key = LogKey.Make(origin);
        await LogTable.AddAsync(
            session, organisation, new(origin, 0, key.Export()), clock.Now, cancellationToken);
        var made = await LogTable.LockAsync(session, organisation, cancellationToken)
            ?? throw new UnreachableException("A log that was made is there.");
        if (made.Origin == origin) await SignAsync(session, organisation, made, new TreeEdge(), cancellationToken);
        return made;
    }

    private async Task SignAsync(
        StoreSession session, string organisation, LogRow log, TreeEdge edge, CancellationToken cancellationToken)
    {
        using var key = LogKey.Read(log.Origin, log.PrivateKey);
        var note = key.Sign(new Checkpoint(log.Origin, edge.Size, edge.Root));
        await LogTable.AddCheckpointAsync(session, organisation, edge.Size, note, clock.Now, cancellationToken);
    }

    private static async Task<TreeEdge> EdgeAsync(
        StoreSession session, string organisation, long size, CancellationToken cancellationToken)
    {
        var cover = NodeAddress.Cover(0, size);
        var nodes = await LogTable.NodesAsync(session, organisation, cover, cancellationToken);
        return new TreeEdge(size, cover.Select(Stored(nodes)));
    }

    private static IEnumerable<NodeAddress> Cover(IEnumerable<LeafRange> ranges) =>
        ranges.SelectMany(r => NodeAddress.Cover(r.Begin, r.End));

    private static Seq<string> Hashes(Seq<LeafRange> ranges, Dictionary<NodeAddress, TreeHash> nodes) =>
        ranges.Select(r => r.Hash(Stored(nodes)).ToString()).ToSeq();

    private static async Task<LogRow> FoundAsync(
        StoreSession session, string organisation, CancellationToken cancellationToken) =>
        await LogTable.FindAsync(session, organisation, cancellationToken) ?? Damaged<LogRow>("the log itself");

    private static Func<NodeAddress, TreeHash> Stored(Dictionary<NodeAddress, TreeHash> nodes) => address =>
        nodes.TryGetValue(address, out var hash)
            ? hash
            : Damaged<TreeHash>(string.Create(
                CultureInfo.InvariantCulture, $"the hash {address.Position} on level {address.Level}"));

    private static IEnumerable<long> Places(LeafRange range)
    {
        for (var place = range.Begin; place < range.End; place++) yield return place;
    }

    private static T Damaged<T>(string what) => throw new RegistryException(
        RegistryProblem.Unavailable,
        $"The audit log in the registry's storage is damaged: {what} is missing. Restore the storage from a backup.");
}
