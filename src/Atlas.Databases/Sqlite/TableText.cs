using System.Text;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using static Atlas.Databases.Sqlite.Vocabulary;

namespace Atlas.Databases.Sqlite;

/// <summary>Writes CREATE TABLE statements and column definitions.</summary>
internal static class TableText
{
    /// <summary>Returns the statement that creates the table without its indexes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">Another name for it; null for its own.</param>
    public static Statement Create(Table table, string? name = null)
    {
        var lines = table.Columns.Select(c => Column(c, IsInlineKey(table, c)))
            .Concat(table.PrimaryKey is { } key && !table.Columns.Any(c => IsInlineKey(table, c))
                ? [$"PRIMARY KEY ({QuoteAll(key.Columns)})"] : [])
            .Concat(table.ForeignKeys.Select(ForeignKey))
            .Concat(table.Checks.Select(Check));
        var options = string.Join(", ", Options(table));
        var sql = $"CREATE TABLE {Quote(name ?? table.Name)} (\n  {string.Join(",\n  ", lines)}\n){(options.Length > 0 ? " " + options : "")}";
        return new Statement(sql, $"create \"{name ?? table.Name}\" table");
    }

    public static string Column(Column column, bool isKey = false)
    {
        var text = new StringBuilder(Quote(column.Name));
        if (SqliteTypes.ToSql(column.Type) is { Length: > 0 } type) text.Append(' ').Append(type);
        text.Append(column.IsNullable ? " NULL" : " NOT NULL");
        if (isKey) text.Append(" PRIMARY KEY AUTOINCREMENT");
        if (column.Default is { } value) text.Append(" DEFAULT ").Append(SqliteDefaults.ToSql(value));
        if (column.Collation is { } collation) text.Append(" COLLATE ").Append(Quote(collation));
        if (column.Generated is { } generated)
            text.Append($" AS ({generated.Expression}) {(generated.IsStored ? "STORED" : "VIRTUAL")}");
        return text.ToString();
    }

    /// <summary>AUTOINCREMENT can't be said anywhere but behind the column.</summary>
    private static bool IsInlineKey(Table table, Column column) =>
        column.IsAutoIncrement && table.PrimaryKey?.Columns == [column.Name];

    private static string ForeignKey(ForeignKey key) =>
        $"CONSTRAINT {Quote(key.Name)} FOREIGN KEY ({QuoteAll(key.Columns)}) REFERENCES " +
            $"{Quote(key.References.Name)} ({QuoteAll(key.ReferencedColumns)})"
        + (key.OnUpdate == ReferentialAction.NoAction ? "" : $" ON UPDATE {Words(key.OnUpdate)}")
        + (key.OnDelete == ReferentialAction.NoAction ? "" : $" ON DELETE {Words(key.OnDelete)}");

    private static string Check(Check check) =>
        (check.Name is { } name ? $"CONSTRAINT {Quote(name)} " : "") + $"CHECK ({check.Expression})";

    private static IEnumerable<string> Options(Table table)
    {
        if (table.IsWithoutRowId) yield return "WITHOUT ROWID";
        if (table.IsStrict) yield return "STRICT";
    }
}
