namespace Atlas.Databases.Postgres;

/// <summary>Quotes names and texts for SQL (PostgreSQL manual, section 4.1).</summary>
internal static class Quoting
{
    /// <summary>Returns an identifier in double quotes, always: no list of reserved words to keep up with.</summary>
    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"")}\"";

    /// <summary>Returns names with commas between them.</summary>
    public static string Names(IEnumerable<string> identifiers) => string.Join(", ", identifiers.Select(Name));

    /// <summary>Returns a text literal that means the same whatever <c>standard_conforming_strings</c> says.</summary>
    public static string Text(string value)
    {
        var quoted = $"'{value.Replace("'", "''")}'";
        return quoted.Contains('\\') ? "E" + quoted.Replace("\\", "\\\\") : quoted;
    }

    /// <summary>Reads a text literal at the start of SQL; returns its end, or -1 when there is none.</summary>
    /// <param name="sql">The SQL.</param>
    /// <param name="value">The text without quotes and escapes.</param>
    public static int ReadText(string sql, out string value)
    {
        value = "";
        var hasEscapes = sql.StartsWith("E'", StringComparison.OrdinalIgnoreCase);
        var start = hasEscapes ? 2 : sql.StartsWith('\'') ? 1 : -1;
        if (start < 0) return -1;
        var text = new System.Text.StringBuilder();
        for (var i = start; i < sql.Length; i++)
        {
            if (sql[i] == '\'' && i + 1 < sql.Length && sql[i + 1] == '\'') text.Append(sql[i++]);
            else if (sql[i] == '\'')
            {
                value = text.ToString();
                return i + 1;
            }
            else if (hasEscapes && sql[i] == '\\')
            {
                // The server escapes nothing but the backslash; other escapes are left to it.
                if (i + 1 >= sql.Length || sql[i + 1] is not '\\') return -1;
                text.Append(sql[i++]);
            }
            else text.Append(sql[i]);
        }

        return -1;
    }
}
