using Atlas.Core.Model;

namespace Atlas.Core.States;

/// <summary>Finds what only a database can spell.</summary>
internal static class Expressions
{
    /// <summary>Names the first expression of a realm; null when there is none, so that no dev database is
    /// needed.</summary>
    public static string? FirstOf(Realm realm) =>
        realm.Schemas.SelectMany(s => s.Tables).SelectMany(Of)
            .Concat(realm.AllObjects().Where(o => o.Object is not Sequence)
                .Select(o => $"the {o.Object.Kind.Title()} \"{o.Object.Name}\""))
            .FirstOrDefault();

    private static IEnumerable<string> Of(Table table) =>
    [
        .. table.Checks.Select(c => $"the check {(c.Name is { } name ? $"\"{name}\" " : "")}of table \"{table.Name}\""),
        .. table.Columns.Where(c => c.Default is RawSql)
            .Select(c => $"the default of column \"{table.Name}.{c.Name}\""),
        .. table.Columns.Where(c => c.Generated is not null)
            .Select(c => $"the expression of column \"{table.Name}.{c.Name}\""),
        .. table.Partition is { Rows: not null } ? [$"the rows of partition \"{table.Name}\""] : Array.Empty<string>(),
        .. table.Columns.Where(c => c.Type is RawType).Select(c => $"the type of column \"{table.Name}.{c.Name}\""),
        .. table.Indexes.Where(i => i.Predicate is not null || i.Parts.Any(p => p.Expression is not null))
            .Select(i => $"the index \"{i.Name}\""),
    ];
}
