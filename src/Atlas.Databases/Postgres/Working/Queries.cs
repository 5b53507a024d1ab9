using Atlas.Databases.Postgres.Inspect;

namespace Atlas.Databases.Postgres.Working;

/// <summary>The queries of sessions that change a database, from the files beside this one.</summary>
internal static class Queries
{
    public static readonly string Activity = CatalogQueries.Read("Working/activity");
    public static readonly string Holders = CatalogQueries.Read("Working/holders");
    public static readonly string Privileges = CatalogQueries.Read("Working/privileges");
}
