using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Atlas.Tests.Shared;

/// <summary>
/// Describes a SQLite database from its pragmas, and from the text of sqlite_master for what no pragma tells:
/// checks, generated expressions, collations, AUTOINCREMENT, deferrable keys. It shares nothing with our inspector.
/// </summary>
public static partial class SqliteDump
{
    public static IReadOnlyDictionary<string, string> Of(SqliteConnection connection)
    {
        var objects = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in Rows(connection, "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"))
        {
            var (type, name, table, sql) = (row[0], row[1], row[2], row[3]);
            objects[$"{type} {name}"] = type switch
            {
                "table" => Table(connection, name, sql),
                "index" => $"on {table}: {IndexText(connection, table, name)} {Where(sql)}",
                _ => string.Join(' ', Tokens(sql)),
            };
        }
        return objects;
    }

    private static string Table(SqliteConnection connection, string name, string sql)
    {
        var lines = new List<string>();
        lines.AddRange(Rows(connection, "SELECT name, lower(type), \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo($1)", name)
            .Select(c => $"column {c[0]} {c[1]} notnull={c[2]} default={string.Join(' ', Tokens(c[3]))} pk={c[4]} hidden={c[5]}"));
        lines.AddRange(Rows(connection, "SELECT wr, strict FROM pragma_table_list($1) WHERE schema = 'main'", name)
            .Select(t => $"options without_rowid={t[0]} strict={t[1]}"));
        lines.AddRange(Rows(connection, "SELECT name, origin FROM pragma_index_list($1) WHERE origin <> 'c'", name)
            .Select(i => $"constraint {i[1]}: {IndexText(connection, name, i[0])}"));
        lines.AddRange(Rows(connection, "SELECT id, \"table\", group_concat(\"from\" || '>' || coalesce(\"to\", '')), on_update, on_delete, match "
                + "FROM (SELECT * FROM pragma_foreign_key_list($1) ORDER BY id, seq) GROUP BY id", name)
            .Select(k => $"foreign key to {k[1]} {k[2]} update={k[3]} delete={k[4]} match={k[5]}"));
        lines.AddRange(Untold(Tokens(sql)));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static string IndexText(SqliteConnection connection, string table, string index)
    {
        var unique = Rows(connection, "SELECT \"unique\", partial FROM pragma_index_list($1) WHERE name = $2", table, index)[0];
        var parts = Rows(connection, "SELECT coalesce(name, 'expression'), \"desc\", coll FROM pragma_index_xinfo($1) WHERE key = 1 ORDER BY seqno", index);
        return $"unique={unique[0]} partial={unique[1]} {string.Join(", ", parts.Select(p => string.Join(' ', p)))}";
    }

    /// <summary>An index's parts and condition as written, which the pragmas give only for plain columns.</summary>
    private static string Where(string sql)
    {
        var tokens = Tokens(sql);
        var open = tokens.IndexOf("(");
        return open < 0 ? "" : string.Join(' ', tokens.Skip(open));
    }

    /// <summary>Walks the parts of a CREATE TABLE and keeps what no pragma tells, each with its column or name.</summary>
    private static IEnumerable<string> Untold(List<string> tokens)
    {
        for (var start = tokens.IndexOf("(") + 1; start > 0 && start < tokens.Count;)
        {
            var end = start;
            for (var depth = 0; end < tokens.Count && !(depth == 0 && tokens[end] is "," or ")" && depth == 0); end++)
                depth += tokens[end] == "(" ? 1 : tokens[end] == ")" ? -1 : 0;
            var part = tokens[start..end];
            var owner = part is [] || part[0] is "constraint" or "check" or "primary" or "unique" or "foreign" ? "table" : part[0];
            for (var i = 0; i < part.Count; i++)
            {
                var name = i >= 2 && part[i - 2] == "constraint" ? part[i - 1] : "";
                switch (part[i])
                {
                    case "check" when i + 1 < part.Count:
                        // A check belongs to the table wherever it is written.
                        yield return $"check {name} {Group(part, i + 1)}";
                        break;
                    case "as" when i + 1 < part.Count && part[i + 1] == "(":
                        yield return $"generated {owner} {Group(part, i + 1)}";
                        break;
                    case "collate" when i + 1 < part.Count && owner != "table":
                        yield return $"collate {owner} {part[i + 1]}";
                        break;
                    case "autoincrement" or "deferrable" or "deferred":
                        yield return $"{part[i]} {(part[i] == "autoincrement" ? "" : string.Join(' ', part))}";
                        break;
                }
            }
            if (end >= tokens.Count || tokens[end] == ")") yield break;
            start = end + 1;
        }
    }

    private static string Group(List<string> tokens, int open)
    {
        var (depth, i) = (0, open);
        do
        {
            depth += tokens[i] == "(" ? 1 : tokens[i] == ")" ? -1 : 0;
            i++;
        }
        while (depth > 0 && i < tokens.Count);
        return string.Join(' ', tokens[open..i]);
    }

    /// <summary>Splits SQL into words without comments, names without their quotes, letters small outside of strings.</summary>
    private static List<string> Tokens(string sql) =>
        [.. Token().Matches(sql).Select(match => match.Value)
            .Where(text => !text.StartsWith("--") && !text.StartsWith("/*"))
            .Select(text => text[0] switch
            {
                '\'' => text,
                '"' or '`' or '[' => text[1..^1].ToLowerInvariant(),
                _ => text.ToLowerInvariant(),
            })];

    private static List<string[]> Rows(SqliteConnection connection, string sql, params string[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i]);
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetString(i))]);
        return rows;
    }

    [GeneratedRegex("""--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[\p{L}\p{N}_.$]+|[<>=!|]+|\S""", RegexOptions.Singleline)]
    private static partial Regex Token();
}
