using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Databases;

/// <summary>The list of databases.</summary>
public static class Dialects
{
    /// <summary>Gets the drivers in the order a reader wants.</summary>
    public static Seq<Driver> All => [new Postgres.PostgresDriver(), new Sqlite.SqliteDriver()];
}
