using System.Runtime.CompilerServices;

namespace Atlas.Tests.Databases.Sqlite;

/// <summary>Where the schemas of sample databases lie.</summary>
public static class Schemas
{
    public static string Path(string name, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../../schemas", name));
}
