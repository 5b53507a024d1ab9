using System.Globalization;
using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Databases.Postgres.Connecting;
using Atlas.Databases.Postgres.Guarding;
using Atlas.Databases.Postgres.Inspect;
using Atlas.Databases.Postgres.Working;
using Npgsql;

namespace Atlas.Databases.Postgres;

/// <summary>A live connection to a PostgreSQL database.</summary>
public sealed class PostgresDatabase : Database
{
    // Shorter transactions aren't worth a word.
    private const string HolderAge = "3s";

    private readonly NpgsqlConnection _connection;
    private readonly ConnectionSettings _settings;
    private readonly Func<ValueTask>? _whenClosed;
    private readonly Watch _watch;
    private NpgsqlTransaction? _transaction;
    private DatabaseIdentity? _identity;

    // How long a statement of a plan waits for a lock; null before the session is prepared for one.
    private string? _patience;

    /// <summary>Takes an open connection over.</summary>
    /// <param name="connection">The connection; closed with this.</param>
    /// <param name="settings">What it was opened with.</param>
    /// <param name="label">The URL as it may be shown.</param>
    /// <param name="whenClosed">Called before the connection is closed; null for nothing.</param>
    internal PostgresDatabase(NpgsqlConnection connection, ConnectionSettings settings, string label,
        Func<ValueTask>? whenClosed = null) =>
        (_connection, _settings, Label, _whenClosed, _watch) =
            (connection, settings, label, whenClosed, new Watch(settings));

    /// <inheritdoc/>
    public override Dialect Dialect { get; } = new PostgresDialect();

    /// <inheritdoc/>
    public override string Label { get; }

    /// <inheritdoc/>
    public override string? BoundSchema => _settings.BoundSchema;

    /// <inheritdoc/>
    public override string EngineMajor => _connection.PostgreSqlVersion.Major.ToString(CultureInfo.InvariantCulture);

    /// <summary>Gets the connection, for what else belongs to this database.</summary>
    internal NpgsqlConnection Connection => _connection;

    /// <inheritdoc/>
    public override async Task<Inspection> InspectAsync(Seq<string> schemas, CancellationToken cancellationToken)
    {
        var inspection = await GuardAsync(null,
            () => Inspector.ReadAsync(_connection, _transaction is not null, BoundSchema, schemas, cancellationToken));
        if (BoundSchema is { } bound && (schemas.IsEmpty || schemas.Contains(bound)) && inspection.Realm.Schema(bound) is null)
        {
            throw new FailureException(
                $"The schema \"{bound}\", which the URL {Label} is bound to, isn't in the database. "
                + $"Create it with CREATE SCHEMA {Quoting.Name(bound)}, or leave search_path out of the URL for the " +
                    "whole database.");
        }

        return PostgresGuard.Hide(ProgressTable.Hide(inspection));
    }

    /// <inheritdoc/>
    public override DatabaseGuard Guard => new PostgresGuard(this);

    /// <inheritdoc/>
    public override async Task<DatabaseIdentity> IdentifyAsync(CancellationToken cancellationToken) =>
        _identity ??= await GuardAsync(null, () => Identities.OfAsync(_connection, _settings, cancellationToken));

    /// <inheritdoc/>
    public override bool HasStatistics => true;

    /// <inheritdoc/>
    public override async Task<TableStatistics> MeasureAsync(CancellationToken cancellationToken) => new(
    [
        .. from row in await QueryAsync(CatalogQueries.Statistics, [], cancellationToken)
           select KeyValuePair.Create(new ObjectName(row[0] ?? "", row[1] ?? ""), new TableSize(Number(row[2]), Number(row[3]))),
    ]);

    /// <inheritdoc/>
    public override async Task<DatabaseLock> LockAsync(
        string name, string holder, TimeSpan timeout, Action<string> waiting, CancellationToken cancellationToken)
    {
        var identity = await IdentifyAsync(cancellationToken);
        var backend = await GuardAsync(null, () => PostgresLock.BackendAsync(_connection, cancellationToken));
        return await PostgresLock.TakeAsync(_settings, $"{identity}\n{name}", name, holder, backend, timeout, waiting,
            cancellationToken);
    }

    /// <inheritdoc/>
    public override Task BeginAsync(CancellationToken cancellationToken) => GuardAsync("BEGIN", async () =>
    {
        _transaction = await _connection.BeginTransactionAsync(cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public override Task CommitAsync(CancellationToken cancellationToken) => GuardAsync("COMMIT", async () =>
    {
        if (_transaction is not { } transaction) return false;
        _transaction = null;
        await using (transaction) await transaction.CommitAsync(cancellationToken);
        return true;
    });

    /// <inheritdoc/>
    public override async Task RollbackAsync()
    {
        if (_transaction is not { } transaction) return;
        _transaction = null;
        try
        {
            await using (transaction) await transaction.RollbackAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException)
        {
            // The connection is gone, and the transaction with it.
        }
    }

    /// <inheritdoc/>
    public override Task ExecuteAsync(string sql, CancellationToken cancellationToken) => GuardAsync(sql, async () =>
    {
        await using var command = new NpgsqlCommand(sql, _connection, _transaction);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    });

    /// <inheritdoc/>
    public override Task<string?> ReadOnlyReasonAsync(CancellationToken cancellationToken) =>
        WorkSettings.ReadOnlyReasonAsync(this, cancellationToken);

    /// <inheritdoc/>
    public override async Task PrepareAsync(WorkSession session, CancellationToken cancellationToken)
    {
        // The role that logged in may be allowed to ask who the server is, and the other one not.
        await IdentifyAsync(cancellationToken);
        _patience = await WorkSettings.SetAsync(this, _settings, session, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Seq<string>> MissingPrivilegesAsync(Seq<Change> changes, CancellationToken cancellationToken) =>
        GuardAsync(null, () => Privileges.MissingAsync(_connection, changes, cancellationToken));

    /// <summary>Runs one statement of a plan. One that works concurrently waits for old transactions without a limit:
    /// nobody waits behind it, and giving up would leave an invalid index.</summary>
    /// <inheritdoc/>
    public override async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        var isUnlimited = _patience is not null && Alone.IsConcurrent(sql, Dialect.SplitOptions);
        if (isUnlimited) await ExecuteAsync("SET lock_timeout = 0", cancellationToken);
        await ExecuteAsync(sql, cancellationToken);
        if (isUnlimited) await ExecuteAsync($"SET lock_timeout = {Quoting.Text(_patience ?? "0")}", cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Statement?> LeftoverAsync(string sql, CancellationToken cancellationToken) =>
        Leftovers.BeforeAsync(this, sql, cancellationToken);

    /// <inheritdoc/>
    public override async Task<Seq<string>> HoldersAsync(string sql, CancellationToken cancellationToken) =>
        Alone.IsConcurrent(sql, Dialect.SplitOptions)
            ? [.. (await QueryAsync(Queries.Holders, [HolderAge], cancellationToken)).Select(row => row[0] ?? "")]
            : [];

    /// <inheritdoc/>
    public override Task<StatementActivity> LookAsync(CancellationToken cancellationToken) =>
        _watch.LookAsync(_connection.ProcessID, cancellationToken);

    /// <inheritdoc/>
    public override Task<Seq<Seq<string?>>> QueryAsync(string sql, Seq<object?> arguments,
        CancellationToken cancellationToken) =>
        GuardAsync(sql, async () =>
        {
            // Everything comes as the text that the server writes, whatever its type.
            await using var command = new NpgsqlCommand(sql, _connection,
                _transaction)
            { AllResultTypesAreUnknown = true };
            foreach (var argument in arguments) command.Parameters.Add(Parameter(argument));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await RowsAsync(reader, cancellationToken);
        });

    /// <inheritdoc/>
    public override Task<ResultTable> ReadAsync(string sql, CancellationToken cancellationToken) =>
        GuardAsync(sql, async () =>
        {
            await using var command = new NpgsqlCommand(sql, _connection,
                _transaction)
            { AllResultTypesAreUnknown = true };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToSeq();
            return new ResultTable(columns, await RowsAsync(reader, cancellationToken));
        });

    private static async Task<Seq<Seq<string?>>> RowsAsync(
        NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<Seq<string?>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? null : reader.GetString(i)).ToSeq());
        }

        return rows.ToSeq();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await RollbackAsync();
        await _watch.DisposeAsync();
        if (_whenClosed is not null) await _whenClosed();
        await _connection.DisposeAsync();
    }

    private static long Number(string? text) => long.Parse(text ?? "0", CultureInfo.InvariantCulture);

    private static NpgsqlParameter Parameter(object? argument) => argument switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown },
        string text => new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        double number => new NpgsqlParameter<double> { TypedValue = number },
        bool flag => new NpgsqlParameter<bool> { TypedValue = flag },
        _ => throw new ArgumentException($"An argument of a query can't be of type {argument.GetType().Name}.",
            nameof(argument)),
    };

    private static async Task<T> GuardAsync<T>(string? sql, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
        {
            throw PostgresFailures.While(sql, exception);
        }
    }
}
