namespace Atlas.Registry.Storage;

/// <summary>The few words in which the databases under a registry differ; everything else is SQL that all of them
/// read.</summary>
public sealed class StoreEngine
{
    /// <summary>SQLite: one writer at a time, chosen at the begin of its transaction.</summary>
    public static readonly StoreEngine Sqlite = new("sqlite", "BEGIN", "BEGIN IMMEDIATE", "", isSingleWriter: true)
    {
        BeforeErasing = "PRAGMA secure_delete = on",
        AfterErasing = "PRAGMA wal_checkpoint(TRUNCATE)",
        LayoutCounter = "PRAGMA schema_version",
        LayoutMark = "PRAGMA user_version",
    };

    /// <summary>PostgreSQL and what speaks like it: writers of one repo wait for each other at the repo's
    /// row.</summary>
    public static readonly StoreEngine Postgres = new(
        "postgres",
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        "BEGIN ISOLATION LEVEL READ COMMITTED",
        " FOR UPDATE",
        isSingleWriter: false);

    private StoreEngine(string name, string beginRead, string beginWrite, string rowLock, bool isSingleWriter) =>
        (Name, BeginRead, BeginWrite, RowLock, IsSingleWriter) = (name, beginRead, beginWrite, rowLock, isSingleWriter);

    /// <summary>Gets the dialect's name.</summary>
    public string Name { get; }

    internal string BeginRead { get; }

    internal string BeginWrite { get; }

    /// <summary>Gets what a query ends with to lock the rows it finds until the transaction ends.</summary>
    internal string RowLock { get; }

    /// <summary>Gets what a transaction begins with whose old bytes shall be overwritten; empty where nothing makes
    /// the database do that.</summary>
    internal string BeforeErasing { get; private init; } = "";

    /// <summary>Gets what is run after such a transaction, outside of any; empty for nothing.</summary>
    internal string AfterErasing { get; private init; } = "";

    /// <summary>Gets the query of a number that every change of the schema makes another one; empty where there is
    /// none.</summary>
    internal string LayoutCounter { get; private init; } = "";

    /// <summary>Gets the query of a number that is the application's to keep; <c>= N</c> behind it sets it.</summary>
    internal string LayoutMark { get; private init; } = "";

    /// <summary>Gets whether writers of one process should queue here instead of polling the file's lock.</summary>
    internal bool IsSingleWriter { get; }

    /// <summary>Returns the engine of a dialect, or null when registries can't be kept in it.</summary>
    /// <param name="dialect">The dialect's name.</param>
    public static StoreEngine? Of(string dialect) => dialect switch
    {
        "sqlite" => Sqlite,
        "postgres" => Postgres,
        _ => null,
    };
}
