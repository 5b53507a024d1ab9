namespace Atlas.Databases.Sqlite;

/// <summary>Resolves paths to the one that every link to a file leads to.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>Returns the absolute path as the operating system walks it, links followed; what isn't there stays as
    /// it is.</summary>
    public static string Of(string path)
    {
        var absolute = Path.IsPathFullyQualified(path) ? path : Path.Combine(Path.GetFullPath("."), path);
        var at = Path.GetPathRoot(absolute) ?? "";
        var ahead = new Stack<string>(Parts(absolute[at.Length..]).Reverse());
        for (var links = 0; ahead.TryPop(out var part);)
        {
            if (part == ".") continue;
            if (part == "..")
            {
                at = Path.GetDirectoryName(at) ?? at;
                continue;
            }

            var next = Path.Combine(at, part);
            if (new FileInfo(next).LinkTarget is not { } target || ++links > MostLinks)
            {
                at = next;
                continue;
            }

            if (Path.IsPathFullyQualified(target)) at = Path.GetPathRoot(target) ?? at;
            foreach (var step in Parts(target[(Path.GetPathRoot(target) ?? "").Length..]).Reverse()) ahead.Push(step);
        }

        return at;
    }

    private static string[] Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar],
            StringSplitOptions.RemoveEmptyEntries);
}
