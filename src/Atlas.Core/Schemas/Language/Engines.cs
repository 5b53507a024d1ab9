namespace Atlas.Core.Schemas.Language;

/// <summary>The databases whose documents may hold a block or an attribute.</summary>
[Flags]
internal enum Engines
{
    Postgres = 1,
    MySql = 2,
    Sqlite = 4,
    All = Postgres | MySql | Sqlite,
}

/// <summary>Names of <see cref="Engines"/>.</summary>
internal static class EngineNames
{
    /// <summary>Returns the engine of a dialect's name; a dialect the language has no rules for may use
    /// everything.</summary>
    public static Engines Of(string dialect) => dialect switch
    {
        "postgres" => Engines.Postgres,
        "mysql" or "mariadb" => Engines.MySql,
        "sqlite" => Engines.Sqlite,
        _ => Engines.All,
    };

    /// <summary>Returns the names for a message, such as <c>MySQL and SQLite</c>.</summary>
    public static string Describe(Engines engines)
    {
        (Engines Engine, string Name)[] all = [(Engines.Postgres, "PostgreSQL"), (Engines.MySql, "MySQL"),
            (Engines.Sqlite, "SQLite")];
        return string.Join(" and ", all.Where(e => engines.HasFlag(e.Engine)).Select(e => e.Name));
    }
}
