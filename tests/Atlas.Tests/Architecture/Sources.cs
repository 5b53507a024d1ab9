using System.Text.RegularExpressions;

namespace Atlas.Tests.Architecture;

/// <summary>The program's own source files, for tests of its layout.</summary>
public static partial class Sources
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Projects() => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories);

    /// <summary>Paths of all C# files under src, relative to the root with slashes.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Root, p).Replace('\\', '/'))
            .Where(p => !p.Split('/').Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal),
    ];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Returns the code without comments and without what stands in quotes.</summary>
    public static string Code(string path) => Noise().Replace(Read(path), m => m.Value.StartsWith('/') ? "" : "\"\"");

    [GeneratedRegex("""
        //[^\n]*|/\*.*?\*/|\"{3,}.*?\"{3,}|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.[^'\n]*)'
        """, RegexOptions.Singleline)]
    private static partial Regex Noise();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Atlas.slnx"))) return folder.FullName;
        throw new InvalidOperationException("Atlas.slnx is in no folder above the tests.");
    }
}
