using System.Text;

namespace Atlas.Core.Schemas.Reading;

/// <summary>Names as SQL writes them, with dots between and double quotes where needed.</summary>
internal static class SqlName
{
    /// <summary>Returns the parts, an unquoted one in lower case; null when the text is anything but a name.</summary>
    public static IReadOnlyList<string>? Parse(string sql)
    {
        var parts = new List<string>();
        for (var at = 0; ; at++)
        {
            if (at >= sql.Length) return null;
            var part = sql[at] == '"' ? Quoted(sql, ref at) : Plain(sql, ref at);
            if (part is not { Length: > 0 }) return null;
            parts.Add(part);
            if (at == sql.Length) return parts;
            if (sql[at] != '.') return null;
        }
    }

    private static string Plain(string sql, ref int at)
    {
        var start = at;
        while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_' or '$')) at++;
        return sql[start..at].ToLowerInvariant();
    }

    private static string? Quoted(string sql, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < sql.Length; at++)
        {
            if (sql[at] != '"') text.Append(sql[at]);
            else if (at + 1 < sql.Length && sql[at + 1] == '"') text.Append(sql[++at]);
            else
            {
                at++;
                return text.ToString();
            }
        }

        return null;
    }
}
