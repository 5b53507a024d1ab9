using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Servers;

namespace Atlas.Databases;

/// <summary>The list of databases.</summary>
public static class Dialects
{
    /// <summary>Gets the drivers in the order a reader wants; none of them starts a server.</summary>
    public static Seq<Driver> All => With(null);

    /// <summary>Returns the drivers in the order a reader wants.</summary>
    /// <param name="servers">Starts the dev servers that <c>docker://</c> URLs ask for; null for nobody.</param>
    public static Seq<Driver> With(DevServers? servers) =>
        [new Postgres.PostgresDriver(servers), new Sqlite.SqliteDriver()];
}
