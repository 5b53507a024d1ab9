using System.Diagnostics;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>The catalogue queries, from the files beside this one.</summary>
internal static class CatalogQueries
{
    public static readonly string Schemas = Read("Inspect/schemas");
    public static readonly string Enums = Read("Inspect/enums");
    public static readonly string Tables = Read("Inspect/tables");
    public static readonly string Columns = Read("Inspect/columns");
    public static readonly string Indexes = Read("Inspect/indexes");
    public static readonly string Constraints = Read("Inspect/constraints");
    public static readonly string Unmanaged = Read("Inspect/unmanaged");

    /// <summary>Lists the statements that drop what a run left in a dev database.</summary>
    public static readonly string Leftovers = Read("Scratch/leftovers");

    private static string Read(string name)
    {
        using var stream = typeof(CatalogQueries).Assembly.GetManifestResourceStream($"Postgres/{name}.sql")
            ?? throw new UnreachableException($"The query {name} isn't embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
