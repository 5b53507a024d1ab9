using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Databases.Sqlite;

/// <summary>What a person should know before a statement runs.</summary>
internal static class Hazards
{
    public static Hazard TableLost(string table) =>
        new(HazardKind.DataLoss, $"Table \"{table}\" is dropped with its rows.");

    public static Hazard ColumnLost(string table, string column) =>
        new(HazardKind.DataLoss, $"Column \"{column}\" of table \"{table}\" is dropped with its values.");

    public static Hazard Rewritten(string table) =>
        new(HazardKind.Rewrite,
            $"Table \"{table}\" is written anew, which takes time and free space in proportion to its rows.");

    /// <summary>A unique index over columns that have rows already may find equal keys.</summary>
    public static Seq<Hazard> OfNewIndex(ModifyTable modify, Index index) =>
        index.IsUnique && !modify.From.Indexes.Any(i => IsSameKey(i, index) && i.IsUnique)
            ? [Depends($"Unique index \"{index.Name}\" fails when rows of table \"{modify.To.Name}\" have equal keys.")]
            : [];

    /// <summary>What a copy into the new table loses, or can trip over.</summary>
    public static Seq<Hazard> OfCopy(ModifyTable modify, IReadOnlyDictionary<string, string> origins)
    {
        var table = modify.To.Name;
        var lost = modify.From.Columns.Where(c => !origins.Values.Contains(c.Name))
            .Select(c => ColumnLost(table, c.Name));
        var trips = modify.To.Columns.SelectMany(
            to => OfColumn(modify, to, origins.TryGetValue(to.Name, out var from) ? modify.From.Column(from) : null));
        var checks = modify.To.Checks.Where(c => !modify.From.Checks.Any(f => f.Expression == c.Expression))
            .Select(c => Depends($"Check ({c.Expression}) of table \"{table}\" fails when a row breaks it."));
        var keys = modify.To.PrimaryKey is { } key && !KeepsKey(modify, key, origins)
            ? [Depends($"The new primary key of table \"{table}\" fails when rows have equal keys.")]
            : Array.Empty<Hazard>();
        var references = modify.To.ForeignKeys
            .Where(k => k.Columns.Any(c => IsFilled(modify, c, origins))
                || !modify.From.ForeignKeys.Any(f => IsSameReference(f, k)))
            .Select(k => Depends(
                $"Foreign key \"{k.Name}\" of table \"{table}\" fails when a row has no parent in table " +
                $"\"{k.References.Name}\"."));
        return [.. lost, .. trips, .. checks, .. keys, .. references, Rewritten(table)];
    }

    private static IEnumerable<Hazard> OfColumn(ModifyTable modify, Column to, Column? from)
    {
        if (to.Generated is not null) yield break;
        var table = modify.To.Name;
        if (from is null && !to.IsNullable && SqliteDefaults.IsNull(to.Default) && !IsRowId(modify.To, to))
            yield return Depends(
                $"Column \"{to.Name}\" is NOT NULL without a default, which fails when table \"{table}\" has rows.");
        if (from is { IsNullable: true } && !to.IsNullable && SqliteDefaults.IsNull(to.Default))
            yield return Depends(
                $"Column \"{to.Name}\" of table \"{table}\" becomes NOT NULL, which fails when a row has no value " +
                "there.");
        if (from is not null && from.Type != to.Type && (modify.To.IsStrict || IsRowId(modify.To, to)))
            yield return Depends(
                $"Column \"{to.Name}\" of table \"{table}\" changes its type, which fails when a value doesn't fit.");
    }

    private static Hazard Depends(string message) => new(HazardKind.DataDependent, message);

    private static bool IsRowId(Table table, Column column) =>
        !table.IsWithoutRowId && table.PrimaryKey?.Columns == [column.Name] && SqliteTypes.IsRowId(column.Type);

    private static bool KeepsKey(ModifyTable modify, PrimaryKey key, IReadOnlyDictionary<string, string> origins) =>
        modify.From.PrimaryKey is { } old
            && old.Columns.SequenceEqual(key.Columns.Select(c => origins.GetValueOrDefault(c, "")));

    /// <summary>Whether rows get a default there, which need not have a parent.</summary>
    private static bool IsFilled(ModifyTable modify, string column, IReadOnlyDictionary<string, string> origins) =>
        !origins.TryGetValue(column, out var origin)
        || (modify.From.Column(origin) is { IsNullable: true } && modify.To.Column(column) is { IsNullable: false });

    private static bool IsSameReference(ForeignKey left, ForeignKey right) =>
        left.Columns == right.Columns && left.References == right.References
            && left.ReferencedColumns == right.ReferencedColumns;

    private static bool IsSameKey(Index left, Index right) =>
        left.Parts == right.Parts && left.Predicate == right.Predicate;
}
