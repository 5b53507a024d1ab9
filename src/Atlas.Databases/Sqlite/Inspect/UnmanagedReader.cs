using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Sqlite.Sql;

namespace Atlas.Databases.Sqlite.Inspect;

/// <summary>Finds the objects that this program doesn't manage: virtual tables and what those store, and views that name
/// their columns apart.</summary>
internal static class UnmanagedReader
{
    public static IEnumerable<UnmanagedObject> Read(Catalogue catalogue, string schema)
    {
        var tables = catalogue.Objects.Where(o => o is { Type: "table", Kind: "table" }).Select(o => o.Name).ToList();
        return
            from item in catalogue.Objects
            let kind = Kind(item)
            where kind is not null
            select new UnmanagedObject(kind, item.Name,
                [.. Mentioned(item, tables).Select(t => new ObjectName(schema, t))]);
    }

    private static string? Kind(ObjectRow item) => item switch
    {
        { Type: "view" } when ObjectReader.View(item) is null => "view with names of columns",
        { Type: "trigger" } when ObjectReader.Trigger(item) is null => "trigger",
        { Kind: "virtual" } => "virtual table",
        { Kind: "shadow" } => "shadow table",
        _ => null,
    };

    /// <summary>Names between quotes of either kind count too: a virtual table names its content table in a
    /// text.</summary>
    private static IEnumerable<string> Mentioned(ObjectRow item, List<string> tables)
    {
        var words = Lexer.Read(item.Sql).Where(t => t.IsName || t.Kind == TokenKind.Text).Select(t => t.Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return tables.Where(t => words.Contains(t) || t.Equals(item.Table, StringComparison.OrdinalIgnoreCase));
    }
}
