using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Which parts of two tables, or objects of two schemas, are the same ones; equal pairs are left
/// out.</summary>
/// <param name="Dropped">Those of the current side alone, in its order.</param>
/// <param name="Modified">Those of both sides that differ, in the current side's order.</param>
/// <param name="Added">Those of the desired side alone, in its order.</param>
internal sealed record Matching<T>(Seq<T> Dropped, Seq<(T From, T To)> Modified, Seq<T> Added) where T : class
{
    /// <summary>Matches equal items first, then by name; an item without a name (or an empty one) only matches its
    /// equal.</summary>
    /// <remarks>Names may repeat: SQLite lets two constraints of a table share one.</remarks>
    public static Matching<T> Of(Seq<T> current, Seq<T> desired, Func<T, string?> name)
    {
        var from = Without(current, desired);
        var to = Without(desired, current);
        var byName = to.Where(x => !string.IsNullOrEmpty(name(x)))
            .GroupBy(x => name(x) ?? "", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new Queue<T>(g), StringComparer.Ordinal);

        var dropped = new List<T>();
        var modified = new List<(T, T)>();
        foreach (var item in from)
        {
            if (byName.TryGetValue(name(item) ?? "", out var same) && same.TryDequeue(out var other))
                modified.Add((item, other));
            else
                dropped.Add(item);
        }

        var unmatched = byName.Values.SelectMany(q => q).ToHashSet<T>(ReferenceEqualityComparer.Instance);
        var added = to.Where(x => string.IsNullOrEmpty(name(x)) || unmatched.Contains(x));
        return new([.. dropped], [.. modified], [.. added]);
    }

    private static List<T> Without(Seq<T> items, Seq<T> others)
    {
        var counts = new Dictionary<T, int>();
        foreach (var other in others) counts[other] = counts.GetValueOrDefault(other) + 1;
        var rest = new List<T>();
        foreach (var item in items)
        {
            if (counts.GetValueOrDefault(item) is var count and > 0) counts[item] = count - 1;
            else rest.Add(item);
        }

        return rest;
    }
}
