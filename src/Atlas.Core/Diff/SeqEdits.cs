using System.Diagnostics;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Edits of sequences that give new sequences.</summary>
internal static class SeqEdits
{
    /// <summary>Returns the sorted sequence with an item put behind those that don't sort after it.</summary>
    public static Seq<T> Insert<T>(this Seq<T> items, T item, Comparison<T> compare)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (compare(items[middle], item) <= 0) low = middle + 1;
            else high = middle;
        }

        return [.. items.Take(low), item, .. items.Skip(low)];
    }

    /// <summary>Returns the sequence without an item: the equal one, else the first that passes for it.</summary>
    public static Seq<T> Remove<T>(this Seq<T> items, T item, Func<T, bool> isSame)
    {
        var at = items.Position(item, isSame);
        return [.. items.Take(at), .. items.Skip(at + 1)];
    }

    /// <summary>Returns the sequence with another item in an item's place.</summary>
    public static Seq<T> Replace<T>(this Seq<T> items, T item, T by, Func<T, bool> isSame)
    {
        var at = items.Position(item, isSame);
        return [.. items.Take(at), by, .. items.Skip(at + 1)];
    }

    private static int Position<T>(this Seq<T> items, T item, Func<T, bool> isSame)
    {
        var passing = -1;
        for (var i = 0; i < items.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(items[i], item)) return i;
            if (passing < 0 && isSame(items[i])) passing = i;
        }

        return passing >= 0 ? passing : throw new UnreachableException($"{item} isn't there.");
    }
}
