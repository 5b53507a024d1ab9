using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Connecting;
using Atlas.Databases.Postgres.Inspect;
using Npgsql;

namespace Atlas.Databases.Postgres.Scratch;

/// <summary>Opens empty databases to try things in: one of its own on the dev server, else the dev database
/// itself.</summary>
internal static class ScratchDatabase
{
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Opens one; what it made is gone when the result is disposed.</summary>
    public static Task<Database> OpenAsync(Url dev, Seq<DatabaseIdentity> targets,
        CancellationToken cancellationToken) => CheckedAsync(dev, targets, async (given, settings, mayCreate) =>
    {
        if (!mayCreate) return await GivenAsync(given, settings, dev, cancellationToken);
        await using (given) return await OwnAsync(given, settings, dev, keeps: false, cancellationToken);
    }, cancellationToken);

    /// <summary>Prepares a database of its own, to be copied; null where the role may make none.</summary>
    public static Task<PreparedDatabase?> PrepareAsync(
        Url dev, Seq<DatabaseIdentity> targets, Func<Database, CancellationToken, Task> prepare,
        CancellationToken cancellationToken) => CheckedAsync(dev, targets, async (given, settings, mayCreate) =>
    {
        await using (given)
        {
            if (!mayCreate) return null;
            await using var own = await OwnAsync(given, settings, dev, keeps: true, cancellationToken);
            var prepared = new PreparedDatabase(settings, dev, own.Connection.Database);
            try
            {
                await prepare(own, cancellationToken);
                return prepared;
            }
            catch
            {
                await prepared.DisposeAsync();
                throw;
            }
        }
    }, cancellationToken);

    private static async Task<T> CheckedAsync<T>(
        Url dev, Seq<DatabaseIdentity> targets, Func<PostgresDatabase, ConnectionSettings, bool, Task<T>> use,
        CancellationToken cancellationToken)
    {
        var settings = ConnectionSettings.Of(dev);
        var connection = await Connections.OpenAsync(settings.Builder, settings.Address, cancellationToken);
        var given = new PostgresDatabase(connection, settings, dev.Redacted);
        try
        {
            var identity = await given.IdentifyAsync(cancellationToken);
            if (targets.Any(target => target.Meets(identity)))
            {
                throw new FailureException(
                    $"The dev database {dev.Redacted} is the target itself. Give the URL of another database as dev: " +
                        "what is in it may be dropped.");
            }

            var mayCreate = await given.QueryAsync(
                "SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user", [],
                cancellationToken);
            return await use(given, settings, mayCreate is [["t"]]);
        }
        catch
        {
            await given.DisposeAsync();
            throw;
        }
    }

    private static async Task<PostgresDatabase> OwnAsync(
        PostgresDatabase server, ConnectionSettings settings, Url dev, bool keeps, CancellationToken cancellationToken)
    {
        await ScratchNames.RemoveOldAsync(server, cancellationToken);
        var name = await ScratchNames.NewAsync(server, cancellationToken);
        var extensions = await server.QueryAsync(
            """
            SELECT e.extname, n.nspname, e.extversion
            FROM pg_catalog.pg_extension e
            JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
            WHERE e.oid >= 16384
            ORDER BY e.oid
            """,
            [],
            cancellationToken);
        await server.ExecuteAsync(await CreateAsync(server, name, cancellationToken), cancellationToken);
        try
        {
            var database = await ConnectAsync(settings, dev, name, keeps, cancellationToken);
            if (settings.BoundSchema is { } bound)
                await database.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Quoting.Name(bound)}", cancellationToken);

            // What the dev database was given stays available: types of extensions are used in schemas.
            foreach (var extension in extensions)
            {
                var (title, schema, version) = (extension[0] ?? "", extension[1] ?? "", extension[2] ?? "");
                await database.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {Quoting.Name(schema)}", cancellationToken);
                await database.ExecuteAsync(
                    $"CREATE EXTENSION IF NOT EXISTS {Quoting.Name(title)} SCHEMA {Quoting.Name(schema)} VERSION " +
                        $"{Quoting.Name(version)}",
                    cancellationToken);
            }

            return database;
        }
        catch
        {
            await DropAsync(settings, null, name);
            throw;
        }
    }

    /// <summary>Returns the statement that makes a database which sorts and folds as the dev database does.</summary>
    private static async Task<string> CreateAsync(PostgresDatabase server, string name,
        CancellationToken cancellationToken)
    {
        // The columns for other providers than libc differ between versions.
        var rows = await server.QueryAsync(
            """
            SELECT pg_encoding_to_char(d.encoding), d.datcollate, d.datctype, d.datlocprovider,
                COALESCE(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')
            FROM pg_catalog.pg_database d
            WHERE d.datname = current_database()
            """,
            [],
            cancellationToken);
        var row = rows[0];
        var provider = (row[3], row[4]) switch
        {
            ("i", { } locale) => $" LOCALE_PROVIDER icu ICU_LOCALE {Quoting.Text(locale)}",
            ("b", { } locale) => $" LOCALE_PROVIDER builtin BUILTIN_LOCALE {Quoting.Text(locale)}",
            _ => "",
        };
        return $"CREATE DATABASE {Quoting.Name(name)} TEMPLATE template0 ENCODING {Quoting.Text(row[0] ?? "UTF8")} "
            + $"LC_COLLATE {Quoting.Text(row[1] ?? "C")} LC_CTYPE {Quoting.Text(row[2] ?? "C")}{provider}";
    }

    /// <summary>Connects to a database that was made here.</summary>
    /// <param name="keeps">Whether it stays when the connection is closed.</param>
    internal static async Task<PostgresDatabase> ConnectAsync(
        ConnectionSettings settings, Url dev, string name, bool keeps, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(settings.Builder.ConnectionString) { Database = name };
        var connection = await Connections.OpenAsync(builder, settings.Address, cancellationToken);
        return new PostgresDatabase(connection, settings with { Builder = builder }, dev.Redacted,
            keeps ? null : () => DropAsync(settings, connection, name));
    }

    /// <summary>Drops a database that was made here, whoever is connected.</summary>
    internal static async ValueTask DropAsync(ConnectionSettings settings, NpgsqlConnection? connection, string name)
    {
        if (connection is not null) await connection.CloseAsync();
        try
        {
            await using var server = await Connections.OpenAsync(settings.Builder, settings.Address,
                CancellationToken.None);
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {Quoting.Name(name)} WITH (FORCE)",
                server);
            await drop.ExecuteNonQueryAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or FailureException)
        {
            // The next run removes it: its name says what it is and when it was made.
        }
    }

    private static async Task<Database> GivenAsync(
        PostgresDatabase given, ConnectionSettings settings, Url dev, CancellationToken cancellationToken)
    {
        var held = await given.LockAsync("atlas_dev", "dev database", LockTimeout, _ => { }, cancellationToken);
        try
        {
            await RefuseUncleanAsync(given, settings, cancellationToken);
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }

        return new PostgresDatabase(given.Connection, settings, dev.Redacted, async () =>
        {
            await using (held) await ClearAsync(given.Connection, settings);
        });
    }

    private static async Task RefuseUncleanAsync(PostgresDatabase given, ConnectionSettings settings,
        CancellationToken cancellationToken)
    {
        var found = await given.InspectAsync([], cancellationToken);
        var first = settings.BoundSchema is null
            && found.Realm.Schemas.FirstOrDefault(s => s.Name != "public") is { } schema
            ? $"schema \"{schema.Name}\""
            : found.Realm.Schemas.SelectMany(s => s.Tables.Select(t => $"table \"{s.Name}.{t.Name}\"")
                .Concat(s.Enums.Select(e => $"enum \"{s.Name}.{e.Name}\""))
                .Concat(s.Objects.Select(o => $"{o.Kind.Title()} \"{s.Name}.{o.Name}\""))).FirstOrDefault()
            ?? found.Unmanaged.Select(u => $"{u.Kind} {u.Name}").FirstOrDefault();
        if (first is null) return;
        throw new FailureException(
            $"connected database is not clean: found {first}. Give an empty database as dev, "
            + "or let the role create databases (ALTER ROLE … CREATEDB): then one of its own is used.");
    }

    /// <summary>Drops what is in the database now: it was clean, and under the lock nobody else used it as
    /// dev.</summary>
    private static async Task ClearAsync(NpgsqlConnection connection, ConnectionSettings settings)
    {
        try
        {
            var statements = new List<string>();
            await using (var query = new NpgsqlCommand(CatalogQueries.Leftovers, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = settings.BoundSchema ?? "public" },
                    new NpgsqlParameter<bool> { TypedValue = settings.BoundSchema is null },
                },
            })
            await using (var reader = await query.ExecuteReaderAsync())
            {
                while (await reader.ReadAsync()) statements.Add(reader.GetString(0));
            }

            foreach (var statement in statements)
            {
                await using var drop = new NpgsqlCommand(statement, connection);
                await drop.ExecuteNonQueryAsync();
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // What is left makes the next run say that the database isn't clean, and name it.
        }
    }
}
