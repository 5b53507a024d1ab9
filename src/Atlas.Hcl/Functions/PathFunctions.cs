using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;

namespace Atlas.Hcl.Functions;

/// <summary>Functions of paths as texts; none looks at a disk. The separator is <c>/</c> everywhere.</summary>
internal static class PathFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("basename", [OfString("path")], a => Value.String(BaseName(a.Text(0)))),
        Function("dirname", [OfString("path")], a => Value.String(DirectoryName(a.Text(0)))),
    ];

    private static string BaseName(string path)
    {
        if (path.Length == 0) return ".";
        var trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    private static string DirectoryName(string path) => Clean(path[..(path.LastIndexOf('/') + 1)]);

    /// <summary>Resolves <c>.</c>, <c>..</c> and repeated separators.</summary>
    private static string Clean(string path)
    {
        var isRooted = path.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..") parts.RemoveAt(parts.Count - 1);
            else if (!isRooted) parts.Add(part);
        }

        var joined = string.Join('/', parts);
        return isRooted ? "/" + joined : joined.Length == 0 ? "." : joined;
    }
}
