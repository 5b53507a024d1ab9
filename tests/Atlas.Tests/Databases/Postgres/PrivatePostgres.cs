using Atlas.Tests.Shared;

namespace Atlas.Tests.Databases.Postgres;

/// <summary>The private server of these tests, reached by clients that are not ours.</summary>
public sealed class PrivatePostgres : IAsyncLifetime
{
    private PostgresServer? _server;
    private readonly HashSet<string> _templates = [];
    private int _databases;

    /// <summary>The loopback port.</summary>
    public int Port => Server.Port;

    /// <summary>The folder of the Unix socket.</summary>
    public string SocketFolder => Server.Folder;

    private PostgresServer Server => _server ?? throw new InvalidOperationException("The server isn't started.");

    /// <summary>The server's log, which holds every statement.</summary>
    public string Log() => Server.Log.ReadAll();

    /// <summary>Returns a URL for a database.</summary>
    public string Url(string database, string query = "", string user = "postgres") =>
        $"postgres://{user}@127.0.0.1:{Port}/{database}{(query == "" ? "" : "?" + query)}";

    /// <summary>Creates a database with a name of its own, empty or a copy of another one, and returns the name.</summary>
    public string CreateDatabase(string template = "template0")
    {
        var name = $"t{Interlocked.Increment(ref _databases)}";
        Run("postgres", $"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"");
        return name;
    }

    /// <summary>Creates a database to make copies of, filled once by the function.</summary>
    public async Task MakeTemplateAsync(string name, Func<string, Task> fill)
    {
        if (!_templates.Add(name)) return;
        Run("postgres", $"CREATE DATABASE \"{name}\" TEMPLATE template0");
        await fill(Url(name));
    }

    /// <summary>Takes everything out of a database: cheaper than a new one. The schema public has no comment then.</summary>
    public void Empty(string database) => Run(
        database,
        """
        SET client_min_messages = error;
        DO $$
        DECLARE own name;
        BEGIN
            FOR own IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                EXECUTE format('DROP SCHEMA %I CASCADE', own);
            END LOOP;
        END $$;
        CREATE SCHEMA public AUTHORIZATION pg_database_owner;
        GRANT USAGE ON SCHEMA public TO PUBLIC;
        """);

    /// <summary>Runs SQL with psql and returns its unaligned output.</summary>
    public string Run(string database, string sql) => Server.PsqlAsync(database, sql, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Dumps a database's schema with pg_dump, one object after the other, sorted; column lines as a set.</summary>
    public string Dump(string database) => string.Join(
        "\n\n",
        new PostgresDatabase(Server, database).DumpAsync(CancellationToken.None).GetAwaiter().GetResult()
            .Select(o => $"-- {o.Key}\n{o.Value}").Order(StringComparer.Ordinal));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync(CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}
