using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>Finds how the values of an enum can change in place: PostgreSQL adds values, and does nothing else to
/// them.</summary>
internal static class EnumValues
{
    /// <summary>Returns the values that are gone.</summary>
    public static IEnumerable<string> Removed(EnumType from, EnumType to) => from.Values.Except(to.Values);

    /// <summary>Returns whether the values that stay have another order.</summary>
    public static bool IsReordered(EnumType from, EnumType to) =>
        !from.Values.Where(v => to.Values.Contains(v)).SequenceEqual(to.Values.Where(v => from.Values.Contains(v)));

    /// <summary>Returns the added values in order, each with its place as SQL: empty at the end.</summary>
    public static IEnumerable<(string Value, string Place)> Added(EnumType from, EnumType to)
    {
        var present = from.Values.ToList();
        for (var i = 0; i < to.Values.Count; i++)
        {
            var value = to.Values[i];
            if (present.Contains(value)) continue;
            var isLast = !to.Values.Skip(i + 1).Any(present.Contains);
            yield return (value, isLast ? "" : i == 0
                ? $" BEFORE {Quoting.Text(present[0])}"
                : $" AFTER {Quoting.Text(to.Values[i - 1])}");
            present.Insert(i, value);
        }
    }
}
