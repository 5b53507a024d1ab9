using Atlas.Core.Model;

namespace Atlas.Registry.Log;

/// <summary>The right edge of a growing Merkle tree: all that appending to it needs.</summary>
public sealed class TreeEdge
{
    private readonly List<TreeHash> peaks;

    /// <summary>Makes the edge of a tree.</summary>
    /// <param name="size">How many leaves it has.</param>
    /// <param name="peaks">The hashes of <see cref="NodeAddress.Cover"/> of all of them; none for an empty
    /// tree.</param>
    public TreeEdge(long size = 0, IEnumerable<TreeHash>? peaks = null) =>
        (Size, this.peaks) = (size, [.. peaks ?? []]);

    /// <summary>Gets how many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>Gets the tree's hash.</summary>
    public TreeHash Root => peaks.Count == 0
        ? TreeHash.Empty
        : peaks.SkipLast(1).Reverse().Aggregate(peaks[^1], (right, left) => TreeHash.Of(left, right));

    /// <summary>Appends a leaf.</summary>
    /// <returns>The subtrees that became complete by it, the leaf first.</returns>
    public Seq<KeyValuePair<NodeAddress, TreeHash>> Add(TreeHash leaf)
    {
        var (address, hash) = (new NodeAddress(0, Size), leaf);
        var completed = new List<KeyValuePair<NodeAddress, TreeHash>> { new(address, hash) };
        while ((address.Position & 1) == 1)
        {
            hash = TreeHash.Of(peaks[^1], hash);
            peaks.RemoveAt(peaks.Count - 1);
            address = new(address.Level + 1, address.Position >> 1);
            completed.Add(new(address, hash));
        }

        peaks.Add(hash);
        Size++;
        return completed.ToSeq();
    }
}
