using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;

namespace Atlas.Core.States;

/// <summary>The files of a desired state.</summary>
/// <param name="Paths">The paths in the order they are read.</param>
/// <param name="IsSql">Whether they are SQL; else HCL.</param>
internal sealed record SchemaFiles(Seq<string> Paths, bool IsSql)
{
    /// <summary>Files that lie in schema folders and are something else.</summary>
    private static readonly string[] OtherFiles = [".test.hcl", ".rule.hcl", ".plan.hcl"];

    /// <summary>Finds the files of paths; a folder gives its direct children that end in .hcl or .sql.</summary>
    public static SchemaFiles Find(Seq<string> paths, Host host)
    {
        var found = paths.SelectMany(p => Expand(p, host)).Order(StringComparer.Ordinal).ToList();
        var sql = found.Where(f => f.EndsWith(".sql", StringComparison.Ordinal)).ToList();
        var hcl = found.Where(f => f.EndsWith(".hcl", StringComparison.Ordinal)).ToList();
        if (sql.Count > 0 && hcl.Count > 0)
            throw new FailureException(
                $"ambiguous schema: both SQL and HCL files found: {string.Join(", ", found.Select(f => $"\"{f}\""))}");
        if (found.Count == 0) throw new FailureException($"no schema files found in: [{string.Join(", ", paths)}]");
        return new SchemaFiles([.. found], sql.Count > 0);
    }

    private static IEnumerable<string> Expand(string path, Host host)
    {
        if (host.FolderExists(path)) return host.ListFiles(path, recursive: false).Where(IsSchema);
        if (!host.FileExists(path))
            throw new FailureException($"the file {path} is not there (looked in {host.WorkingFolder})");
        if (Array.Find(OtherFiles, e => path.EndsWith(e, StringComparison.Ordinal)) is { } other)
            throw new FailureException($"{path} is not a schema file: files that end in {other} hold something else");
        return path.EndsWith(".hcl", StringComparison.Ordinal) || path.EndsWith(".sql", StringComparison.Ordinal)
            ? [path]
            : throw new FailureException($"{path}: schema contains neither SQL nor HCL files");
    }

    private static bool IsSchema(string path) =>
        (path.EndsWith(".sql", StringComparison.Ordinal) || path.EndsWith(".hcl", StringComparison.Ordinal)) &&
        !Array.Exists(OtherFiles, e => path.EndsWith(e, StringComparison.Ordinal))
            && Path.GetFileName(path) != "atlas.hcl";
}
