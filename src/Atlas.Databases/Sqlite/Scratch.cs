using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite;

/// <summary>A database to try things in, left as clean as it was found.</summary>
internal static class Scratch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<SqliteDatabase> OpenAsync(
        SqliteDialect dialect, SqliteAddress address, Seq<DatabaseIdentity> targets,
        CancellationToken cancellationToken)
    {
        if (address.IsMemory)
            return await SqliteDatabase.OpenAsync(dialect, address, null, cancellationToken).ConfigureAwait(false);

        var isMade = !address.Exists;
        DatabaseLock? held = null;
        var database = await SqliteDatabase.OpenAsync(
            dialect, address, d => CleanAsync(d, held, address, isMade), cancellationToken).ConfigureAwait(false);
        try
        {
            var identity = await database.IdentifyAsync(cancellationToken).ConfigureAwait(false);
            if (targets.Contains(identity))
                throw new FailureException(
                    $"The dev database {address.Label} is the target itself. Use another one, for example " +
                        "sqlite://dev?mode=memory.");
            var taken = await database.LockAsync(
                "atlas_dev", "another run that uses this dev database", Patience, _ => { }, cancellationToken)
                    .ConfigureAwait(false);
            try
            {
                await EnsureCleanAsync(database, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                await taken.DisposeAsync().ConfigureAwait(false);
                throw;
            }

            held = taken;
            return database;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task EnsureCleanAsync(SqliteDatabase database, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            """
            SELECT type, name
            FROM sqlite_master
            WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\'
            ORDER BY type = 'table' DESC, name
            LIMIT 1
            """, [], cancellationToken).ConfigureAwait(false);
        if (found is [var first])
            throw new FailureException(
                $"connected database is not clean: found {first[0]} \"{first[1]}\". Use an empty database as the dev " +
                "database, "
                + "for example sqlite://dev?mode=memory.");
    }

    /// <summary>The database was empty when the lock was taken, so all that is there was made here; without the lock
    /// nothing is touched.</summary>
    private static async ValueTask CleanAsync(SqliteDatabase database, DatabaseLock? held, SqliteAddress address,
        bool isMade)
    {
        if (held is null) return;
        await using var unlock = held.ConfigureAwait(false);
        await database.ExecuteAsync("PRAGMA foreign_keys = off", CancellationToken.None).ConfigureAwait(false);
        while (await NextAsync(database).ConfigureAwait(false) is [var (type, name)])
            await database.ExecuteAsync($"DROP {type} {Vocabulary.Quote(name)}", CancellationToken.None)
                .ConfigureAwait(false);
        if (isMade && !OperatingSystem.IsWindows())
            File.Delete(address.Path); // Windows keeps open files; an empty one stays.
    }

    private static async Task<Seq<(string Type, string Name)>> NextAsync(SqliteDatabase database)
    {
        // Virtual tables go before the tables they store their rows in, which nobody else may drop.
        var rows = await database.QueryAsync(
            """
            SELECT m.type, m.name
            FROM sqlite_master AS m
            LEFT JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = m.name
            WHERE m.type IN ('trigger', 'view', 'table') AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND l.type IS NOT 'shadow'
            ORDER BY m.type DESC, l.type = 'virtual' DESC, m.name
            LIMIT 1
            """, [], CancellationToken.None).ConfigureAwait(false);
        return [.. rows.Select(r => (r[0] ?? "", r[1] ?? ""))];
    }
}
