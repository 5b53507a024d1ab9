using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>Where the scripts and the programs are.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Scripts => Path.Combine(Root, "tests", "Atlas.Scripts", "scripts");

    /// <summary>The just-in-time compiled program, built by <c>make build</c>.</summary>
    public static string Program =>
        Environment.GetEnvironmentVariable("ATLAS_BIN") ?? Path.Combine(Root, "artifacts", "dev", "atlas");

    /// <summary>The ahead-of-time compiled program, built by <c>make publish</c>, which all scripts run then; or null.</summary>
    public static string? AotProgram => Environment.GetEnvironmentVariable("ATLAS_BIN_AOT") is { Length: > 0 } path ? path : null;

    public static bool Records => Environment.GetEnvironmentVariable("ATLAS_RECORD") == "1";

    /// <summary>Reads a script together with the scenes beside it that it is given.</summary>
    public static Script ReadScript(string path)
    {
        var file = Path.Combine(Scripts, path);
        return Script.Parse(
            File.ReadAllText(file), name => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file) ?? Scripts, name + ".given")));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Atlas.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
