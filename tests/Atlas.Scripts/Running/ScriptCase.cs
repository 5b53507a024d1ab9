using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>A script with one choice of database, door and program; empty where the script doesn't ask.</summary>
public sealed record ScriptCase(string Path, string Database, string Door, string Program)
{
    /// <summary>The choices in words, for the test's name.</summary>
    public string Label => string.Join(", ", new[] { Database, Door, Program }.Where(word => word.Length > 0));

    /// <summary>Lists every case of every script, sorted by path.</summary>
    public static IEnumerable<ScriptCase> All()
    {
        var only = (Environment.GetEnvironmentVariable("ATLAS_SCRIPTS_ON") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var parts = (Environment.GetEnvironmentVariable("ATLAS_SCRIPTS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        return from file in Directory.GetFiles(Repository.Scripts, "*.txtar", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
               let path = System.IO.Path.GetRelativePath(Repository.Scripts, file).Replace('\\', '/')
               where parts.Length == 0 || parts.Any(path.Contains)
               from one in Of(path)
               where only.Length == 0 || one.Database.Length == 0 || only.Contains(one.Database)
               select one;
    }

    private static IEnumerable<ScriptCase> Of(string path)
    {
        Script script;
        try
        {
            script = Repository.ReadScript(path);
        }
        catch (Exception error) when (error is ScriptException or IOException)
        {
            // It becomes one test, which fails with the message.
            return [new(path, "", "", "")];
        }
        string[] programs = Repository.AotProgram is null ? [""] : script.Jit ? ["aot", "jit"] : ["aot"];
        return from database in script.Databases.DefaultIfEmpty("")
               from door in script.Doors.DefaultIfEmpty("")
               from program in programs
               where program != "jit" || database != "postgres"
               select new ScriptCase(path, database, door, program);
    }
}
