using System.Numerics;
using Atlas.Core.Model;

namespace Atlas.Registry.Log;

/// <summary>Proofs about a Merkle tree: what they consist of, and whether they hold (RFC 9162, sections 2.1.3 and
/// 2.1.4).</summary>
public static class Proofs
{
    /// <summary>Returns the ranges whose hashes prove that a leaf is in a tree, from the leaf upwards.</summary>
    /// <param name="leaf">The leaf's place, from 0.</param>
    /// <param name="size">How many leaves the tree has; more than <paramref name="leaf"/>.</param>
    public static Seq<LeafRange> OfInclusion(long leaf, long size)
    {
        var ranges = new List<LeafRange>();
        for (var (begin, end) = (0L, size); end - begin > 1;)
        {
            var middle = begin + Split(end - begin);
            var isLeft = leaf < middle;
            ranges.Add(isLeft ? new(middle, end) : new(begin, middle));
            (begin, end) = isLeft ? (begin, middle) : (middle, end);
        }

        ranges.Reverse();
        return ranges.ToSeq();
    }

    /// <summary>Returns the ranges whose hashes prove that a tree begins with a smaller one; none for trees of one
    /// size, and for an empty one.</summary>
    /// <param name="first">How many leaves the smaller tree has.</param>
    /// <param name="second">How many the larger one has; not less.</param>
    public static Seq<LeafRange> OfConsistency(long first, long second)
    {
        if (first == 0 || first == second) return [];

        var ranges = new List<LeafRange>();
        var (begin, end) = (0L, second);
        while (first != end)
        {
            var middle = begin + Split(end - begin);
            var isLeft = first <= middle;
            ranges.Add(isLeft ? new(middle, end) : new(begin, middle));
            (begin, end) = isLeft ? (begin, middle) : (middle, end);
        }

        // A smaller tree that is a subtree of its own is known to whoever asks.
        if (begin > 0) ranges.Add(new(begin, end));
        ranges.Reverse();
        return ranges.ToSeq();
    }

    /// <summary>Returns whether a proof shows that a leaf is in a tree.</summary>
    /// <param name="leaf">The leaf's place, from 0.</param>
    /// <param name="hash">The leaf's hash.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="root">The tree's hash.</param>
    /// <param name="proof">The hashes, from the leaf upwards.</param>
    public static bool ShowInclusion(long leaf, TreeHash hash, long size, TreeHash root, Seq<TreeHash> proof)
    {
        if (leaf < 0 || leaf >= size) return false;

        var (place, last) = (leaf, size - 1);
        foreach (var sibling in proof)
        {
            if (last == 0) return false;
            if (IsRight(place) || place == last)
            {
                hash = TreeHash.Of(sibling, hash);
                (place, last) = SkipLeft(place, last);
            }
            else
            {
                hash = TreeHash.Of(hash, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>Returns whether a proof shows that a tree begins with a smaller one.</summary>
    /// <param name="first">How many leaves the smaller tree has.</param>
    /// <param name="firstRoot">Its hash.</param>
    /// <param name="second">How many the larger one has.</param>
    /// <param name="secondRoot">Its hash.</param>
    /// <param name="proof">The hashes.</param>
    public static bool ShowConsistency(
        long first, TreeHash firstRoot, long second, TreeHash secondRoot, Seq<TreeHash> proof)
    {
        if (first < 0 || first > second) return false;
        if (first == second) return proof.IsEmpty && firstRoot == secondRoot;
        if (first == 0) return proof.IsEmpty && firstRoot == TreeHash.Empty;

        var hashes = BitOperations.IsPow2(first) ? [firstRoot, .. proof] : proof;
        if (hashes.IsEmpty) return false;

        var (place, last) = (first - 1, second - 1);
        while (IsRight(place)) (place, last) = (place >> 1, last >> 1);
        var (smaller, larger) = (hashes[0], hashes[0]);
        foreach (var sibling in hashes.Skip(1))
        {
            if (last == 0) return false;
            if (IsRight(place) || place == last)
            {
                (smaller, larger) = (TreeHash.Of(sibling, smaller), TreeHash.Of(sibling, larger));
                (place, last) = SkipLeft(place, last);
            }
            else
            {
                larger = TreeHash.Of(larger, sibling);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && smaller == firstRoot && larger == secondRoot;
    }

    /// <summary>Climbs past the levels on which a node at the right edge has no sibling.</summary>
    private static (long Place, long Last) SkipLeft(long place, long last)
    {
        while (!IsRight(place) && place != 0) (place, last) = (place >> 1, last >> 1);
        return (place, last);
    }

    private static bool IsRight(long place) => (place & 1) == 1;

    /// <summary>Returns the largest power of two below a size.</summary>
    private static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
