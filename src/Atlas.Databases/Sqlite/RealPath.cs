namespace Atlas.Databases.Sqlite;

/// <summary>Resolves paths to the one that every link to a file leads to.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Returns the absolute path with the links of all its folders followed; what isn't there stays as it is.</summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        for (var links = 0; links < MostLinks; links++)
        {
            if (FollowFirstLink(full) is not { } next) return full;
            full = next;
        }

        return full;
    }

    private static string? FollowFirstLink(string full)
    {
        var root = Path.GetPathRoot(full) ?? "";
        var parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var at = root;
        for (var i = 0; i < parts.Length; i++)
        {
            var parent = at;
            at = Path.Combine(at, parts[i]);
            if (new FileInfo(at).LinkTarget is not { } target) continue;
            return Path.GetFullPath(Path.Combine([Path.Combine(parent, target), .. parts[(i + 1)..]]));
        }

        return null;
    }
}
