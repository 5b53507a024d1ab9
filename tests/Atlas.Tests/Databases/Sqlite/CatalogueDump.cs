using Atlas.Core.Dialects;

namespace Atlas.Tests.Databases.Sqlite;

/// <summary>
/// Writes down what SQLite itself says of a schema, by code that shares nothing with the inspector. Two databases with equal dumps
/// have the same schema, but for the order of columns and the names of constraints, of which the pragmas know nothing.
/// </summary>
public static class CatalogueDump
{
    public static async Task<string> OfAsync(Database connection)
    {
        var lines = new List<string>();
        foreach (var table in await Rows(connection, "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"))
        {
            lines.Add($"table {table}");
            var name = table.Split('|')[0].Replace("'", "''");
            lines.AddRange((await Rows(connection, $"SELECT name, lower(type), \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo('{name}')")).Select(r => $"{table} column {r}"));
            lines.AddRange((await Rows(connection, $"SELECT id, \"table\", \"from\", \"to\", on_update, on_delete, seq FROM pragma_foreign_key_list('{name}')"))
                .GroupBy(r => r.Split('|')[0]).Select(g => $"{table} key {string.Join(" + ", g.Select(r => r[(r.IndexOf('|') + 1)..]))}"));
            foreach (var index in await Rows(connection, $"SELECT name, \"unique\", partial FROM pragma_index_list('{name}') WHERE origin <> 'pk'"))
            {
                var parts = await Rows(connection, $"SELECT cid < 0, name, \"desc\", coll FROM pragma_index_xinfo('{index.Split('|')[0].Replace("'", "''")}') WHERE key = 1");
                lines.Add($"{table} index {index}: {string.Join(", ", parts)}");
            }
        }

        // Checks and stored expressions: all that stands behind these words in the stored text, blanks aside.
        lines.AddRange((await Rows(connection, "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"))
            .SelectMany(r => Expressions(r[r.IndexOf('|')..]).Select(e => $"{r.Split('|')[0]} expression {e}")));
        lines.AddRange(await Rows(connection, "SELECT type, name, tbl_name FROM sqlite_master WHERE type IN ('view', 'trigger')"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Expressions(string sql)
    {
        foreach (var word in (string[])["CHECK (", " AS (", " WHERE "])
        {
            for (var at = sql.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = sql.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var depth = word == " WHERE " ? 1 : 0;
                var end = at + word.Length - (word == " WHERE " ? 0 : 1);
                do depth += sql[end] switch { '(' => 1, ')' => -1, _ => 0 };
                while (++end < sql.Length && depth > 0);
                yield return word.Trim() + string.Concat(sql[(at + word.Length)..end].Where(c => !char.IsWhiteSpace(c)));
            }
        }
    }

    private static async Task<List<string>> Rows(Database connection, string sql) =>
        [.. (await connection.QueryAsync(sql, [], Lite.Token)).Select(r => string.Join('|', r.Select(v => v ?? "∅")))];
}
