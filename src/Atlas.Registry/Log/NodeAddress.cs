using System.Numerics;
using Atlas.Core.Model;

namespace Atlas.Registry.Log;

/// <summary>The place of a complete subtree: it holds 2^level leaves and <c>position</c> of its size stand before
/// it.</summary>
/// <param name="Level">The level, 0 for leaves.</param>
/// <param name="Position">The place on the level, from 0.</param>
public readonly record struct NodeAddress(int Level, long Position)
{
    /// <summary>Returns the complete subtrees that a range of leaves consists of, from left to right.</summary>
    /// <param name="begin">The first leaf.</param>
    /// <param name="end">The leaf after the last.</param>
    public static Seq<NodeAddress> Cover(long begin, long end)
    {
        var nodes = new List<NodeAddress>();
        while (begin < end)
        {
            var level = Math.Min(BitOperations.TrailingZeroCount(begin), BitOperations.Log2((ulong)(end - begin)));
            nodes.Add(new(level, begin >> level));
            begin += 1L << level;
        }

        return nodes.ToSeq();
    }
}

/// <summary>A range of leaves whose hash a proof needs.</summary>
/// <param name="Begin">The first leaf.</param>
/// <param name="End">The leaf after the last.</param>
public readonly record struct LeafRange(long Begin, long End)
{
    /// <summary>Returns the hash of the range from those of the complete subtrees it consists of; it begins where a
    /// subtree of its size may.</summary>
    public TreeHash Hash(Func<NodeAddress, TreeHash> nodes)
    {
        var cover = NodeAddress.Cover(Begin, End);
        return cover.Reverse().Skip(1).Aggregate(nodes(cover[^1]), (right, left) => TreeHash.Of(nodes(left), right));
    }
}
