using Atlas.Core.Dialects;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Connecting;

/// <summary>Reads a search path: a URL with one is bound to that schema.</summary>
internal static class SearchPath
{
    /// <summary>Returns the schema; null when the path is empty. Throws <see cref="FailureException"/> for more than
    /// one.</summary>
    public static string? Bound(string path)
    {
        var names = Split(path).ToList();
        return names switch
        {
            [] => null,
            [var only] => only,
            _ => throw new FailureException(
                $"The URL's search_path names {names.Count} schemas ({string.Join(", ", names)}). "
                + "Name exactly one to be bound to it, or leave search_path out for the whole database."),
        };
    }

    private static IEnumerable<string> Split(string path)
    {
        var start = 0;
        var isQuoted = false;
        for (var i = 0; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] == '"') isQuoted = !isQuoted;
            if (i < path.Length && (path[i] != ',' || isQuoted)) continue;
            var name = path[start..i].Trim();
            start = i + 1;
            if (name.Length == 0) continue;
            yield return name is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"") : Identifiers.Fold(name);
        }
    }
}
