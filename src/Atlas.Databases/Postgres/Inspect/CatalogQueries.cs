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
    public static readonly string Types = Read("Inspect/types");
    public static readonly string Sequences = Read("Inspect/sequences");
    public static readonly string Domains = Read("Inspect/domains");
    public static readonly string Composites = Read("Inspect/composites");
    public static readonly string Ranges = Read("Inspect/ranges");
    public static readonly string Views = Read("Inspect/views");
    public static readonly string Routines = Read("Inspect/routines");
    public static readonly string Aggregates = Read("Inspect/aggregates");
    public static readonly string Triggers = Read("Inspect/triggers");
    public static readonly string Policies = Read("Inspect/policies");
    public static readonly string Collations = Read("Inspect/collations");
    public static readonly string Extensions = Read("Inspect/extensions");
    public static readonly string Dependencies = Read("Inspect/dependencies");
    public static readonly string Grants = Read("Inspect/grants");
    public static readonly string Unmanaged = Read("Inspect/unmanaged");
    public static readonly string Statistics = Read("Inspect/statistics");

    public static readonly string InstallGuard = Read("Guarding/install");
    public static readonly string RemoveGuard = Read("Guarding/remove");
    public static readonly string GuardStatus = Read("Guarding/status");
    public static readonly string GuardPassed = Read("Guarding/passed");

    /// <summary>Lists the statements that drop what a run left in a dev database.</summary>
    public static readonly string Leftovers = Read("Scratch/leftovers");

    /// <summary>Returns the text of an embedded query.</summary>
    internal static string Read(string name)
    {
        using var stream = typeof(CatalogQueries).Assembly.GetManifestResourceStream($"Postgres/{name}.sql")
            ?? throw new UnreachableException($"The query {name} isn't embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
