using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite;

/// <summary>Which rows had no parent when a transaction began: a plan answers only for those that come on
/// top.</summary>
/// <param name="Dangling">How many rows of a table have no row in a parent.</param>
/// <param name="Problem">Why the check couldn't be made, such as a parent without a key; null when it could.</param>
internal sealed record ForeignKeyCheck(IReadOnlyDictionary<(string Table, string Parent), int> Dangling,
    string? Problem)
{
    private const string Query = "PRAGMA foreign_key_check";

    /// <summary>Looks at all rows that have a foreign key.</summary>
    public static async Task<ForeignKeyCheck> RunAsync(Func<string, Task<Seq<Seq<string?>>>> query)
    {
        try
        {
            var rows = await query(Query).ConfigureAwait(false);
            return new ForeignKeyCheck(rows.GroupBy(r => (r[0] ?? "", r[2] ?? ""))
                .ToDictionary(g => g.Key, g => g.Count()), null);
        }
        catch (DatabaseException e)
        {
            return new ForeignKeyCheck(new Dictionary<(string, string), int>(), e.Message);
        }
    }

    /// <summary>Throws when rows dangle that didn't before.</summary>
    public static void EnsureNoneAdded(ForeignKeyCheck before, ForeignKeyCheck after)
    {
        if (after.Problem is not null && after.Problem != before.Problem)
            throw new FailureException(
                $"The foreign keys can't be checked: {after.Problem}. A foreign key must name the primary key or the " +
                    "columns of a unique index.");
        foreach (var (key, count) in after.Dangling.OrderBy(d => d.Key))
        {
            var added = count - before.Dangling.GetValueOrDefault(key);
            if (added <= 0) continue;
            throw new FailureException(
                $"{added} {(added == 1 ? "row" : "rows")} of table \"{key.Table}\" would have no row in table " +
                    $"\"{key.Parent}\", which a foreign key demands. "
                + "Correct the rows first; nothing was changed.");
        }
    }
}
