using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Dialects;
using Npgsql;

namespace Atlas.Databases.Postgres.Connecting;

/// <summary>A session's advisory lock on a connection of its own, so that it lives as long as this and no
/// longer.</summary>
internal sealed class PostgresLock : DatabaseLock
{
    // Shown to whoever waits, in pg_stat_activity; the server keeps 63 bytes of a name.
    private const string HolderPrefix = "atlas lock: ";
    private const int MostNameBytes = 63;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // A key of 64 bits lies in pg_locks in two halves; objsubid 1 marks it.
    private const string Held = """
        SELECT EXISTS (
            SELECT FROM pg_catalog.pg_locks
            WHERE locktype = 'advisory' AND granted AND pid = pg_catalog.pg_backend_pid() AND objsubid = 1
              AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
              AND classid::bigint = ($1 >> 32) & 4294967295 AND objid::bigint = $1 & 4294967295)
        """;

    private const string Holder = """
        SELECT COALESCE(a.application_name, ''), a.pid
        FROM pg_catalog.pg_locks l
        JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
          AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
          AND l.classid::bigint = ($1 >> 32) & 4294967295 AND l.objid::bigint = $1 & 4294967295
        LIMIT 1
        """;

    private readonly NpgsqlConnection _connection;
    private readonly long _key;
    private readonly string _name;

    private PostgresLock(NpgsqlConnection connection, long key, string name) =>
        (_connection, _key, _name) = (connection, key, name);

    /// <summary>Returns the number of the server process that serves a connection at this moment.</summary>
    public static async Task<int> BackendAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_catalog.pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken) ?? 0);
    }

    /// <summary>Takes the lock; throws <see cref="FailureException"/> when the time is over or a pooler is in
    /// between.</summary>
    /// <param name="settings">Where to connect.</param>
    /// <param name="key">What the lock's key is made of.</param>
    /// <param name="name">What the lock is for.</param>
    /// <param name="holder">Who takes it.</param>
    /// <param name="otherBackend">The server process of another connection that is open: it can't be this one's
    /// too.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="waiting">Called once when it must wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<PostgresLock> TakeAsync(
        ConnectionSettings settings, string key, string name, string holder, int otherBackend, TimeSpan timeout,
        Action<string> waiting, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(settings.Builder.ConnectionString)
        {
            ApplicationName = Clip(HolderPrefix + holder),
            KeepAlive = 30,
            TcpKeepAlive = true,
        };
        var connection = await Connections.OpenAsync(builder, settings.Address, cancellationToken);
        try
        {
            var taken = new PostgresLock(connection, Number(key), name);
            await taken.WaitAsync(timeout, waiting, cancellationToken);
            await taken.RefusePoolerAsync(otherBackend, cancellationToken);
            return taken;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync();
            if (exception is NpgsqlException) throw PostgresFailures.While(null, exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task EnsureHeldAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await AskAsync(Held, cancellationToken)) return;
        }
        catch (Exception exception)
            when (exception is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
        {
            throw new FailureException(
                $"The lock \"{_name}\" was lost: its connection ended. Nothing more is run; run the command again.",
                exception);
        }

        throw new FailureException($"The lock \"{_name}\" was lost. Nothing more is run; run the command again.");
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    private async Task WaitAsync(TimeSpan timeout, Action<string> waiting, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        var hasTold = false;
        while (!await AskAsync("SELECT pg_catalog.pg_try_advisory_lock($1)", cancellationToken))
        {
            var holder = await HolderAsync(cancellationToken);
            if (waited.Elapsed >= timeout)
            {
                throw new FailureException(
                    $"The lock \"{_name}\" wasn't free within " +
                        $"{timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s: {holder} holds it. "
                    + "Wait for it to end, or raise --lock-timeout.");
            }

            if (!hasTold) waiting(holder);
            hasTold = true;
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>
    /// Refuses what gives a session's lock to someone else after each transaction: then a later statement runs in
    /// another server
    /// process than the one that holds the lock, or another connection runs in that one.
    /// </summary>
    private async Task RefusePoolerAsync(int otherBackend, CancellationToken cancellationToken)
    {
        var first = await BackendAsync(_connection, cancellationToken);
        var isHeld = await AskAsync(Held, cancellationToken);
        var second = await BackendAsync(_connection, cancellationToken);
        if (isHeld && first == second && first != otherBackend) return;
        throw new FailureException(
            "Between this program and the server is a connection pooler in transaction mode, where no lock can be " +
                "held. "
            + "Use a URL that leads to the server itself, or to a pool in session mode.");
    }

    private async Task<string> HolderAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Holder, _connection)
        {
            Parameters =
            { new NpgsqlParameter<long> { TypedValue = _key } }
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)) return "someone";
        var (name, process) = (reader.GetString(0), reader.GetInt32(1));
        var shown = name.StartsWith(HolderPrefix, StringComparison.Ordinal) ? name[HolderPrefix.Length..] : name;
        return $"{(shown == "" ? "someone" : shown)} (server process {process.ToString(CultureInfo.InvariantCulture)})";
    }

    private async Task<bool> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _connection)
        {
            Parameters =
            { new NpgsqlParameter<long> { TypedValue = _key } }
        };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static long Number(string key) =>
        System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string Clip(string text)
    {
        // The server shows only ASCII in application names.
        var plain = string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c : '?'));
        return plain.Length <= MostNameBytes ? plain : plain[..MostNameBytes];
    }
}
