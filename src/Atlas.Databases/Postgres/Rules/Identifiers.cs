using System.Text;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>Finds names in SQL expressions.</summary>
internal static class Identifiers
{
    /// <summary>Returns all words and quoted names in order, folded as the server folds them; texts are passed
    /// over.</summary>
    public static IEnumerable<string> In(string sql)
    {
        for (var i = 0; i < sql.Length;)
        {
            if (sql[i] == '\'')
            {
                i = End(sql, i, '\'');
            }
            else if (sql[i] == '"')
            {
                var end = End(sql, i, '"');
                yield return sql[(i + 1)..Math.Max(i + 1, end - 1)].Replace("\"\"", "\"");
                i = end;
            }
            else if (IsStart(sql[i]))
            {
                var start = i;
                while (i < sql.Length && (IsStart(sql[i]) || char.IsAsciiDigit(sql[i]) || sql[i] == '$')) i++;
                yield return Fold(sql[start..i]);
            }
            else
            {
                i++;
            }
        }
    }

    /// <summary>Returns a name as the server folds an unquoted one: ASCII letters to lower case.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name);
        for (var i = 0; i < folded.Length; i++)
            folded[i] = char.IsAsciiLetterUpper(folded[i]) ? (char)(folded[i] + 32) : folded[i];
        return folded.ToString();
    }

    private static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 128;

    private static int End(string sql, int start, char quote)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] != quote) continue;
            if (i + 1 < sql.Length && sql[i + 1] == quote) i++;
            else return i + 1;
        }

        return sql.Length;
    }
}
