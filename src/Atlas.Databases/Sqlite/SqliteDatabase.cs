using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Plans;
using Atlas.Databases.Sqlite.Inspect;
using Microsoft.Data.Sqlite;

namespace Atlas.Databases.Sqlite;

/// <summary>A SQLite database. A file that isn't there is an empty database, and appears with the first statement that
/// is executed.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly SqliteAddress _address;
    private readonly Func<SqliteDatabase, ValueTask>? _cleanup;
    private SqliteSession? _session;
    private ForeignKeyCheck? _before;

    private SqliteDatabase(SqliteDialect dialect, SqliteAddress address, Func<SqliteDatabase, ValueTask>? cleanup) =>
        (Dialect, _address, _cleanup) = (dialect, address, cleanup);

    /// <inheritdoc/>
    public override Dialect Dialect { get; }

    /// <inheritdoc/>
    public override string Label => _address.Label;

    /// <inheritdoc/>
    public override string? BoundSchema => Dialect.DefaultSchema;

    /// <inheritdoc/>
    public override string EngineMajor { get; } = new SqliteConnection().ServerVersion.Split('.')[0];

    /// <summary>Opens a database; a file that is there must be one of SQLite's.</summary>
    /// <param name="dialect">The pure half.</param>
    /// <param name="address">Where it is.</param>
    /// <param name="cleanup">Called before the connection is closed; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<SqliteDatabase> OpenAsync(
        SqliteDialect dialect, SqliteAddress address, Func<SqliteDatabase, ValueTask>? cleanup,
        CancellationToken cancellationToken)
    {
        var database = new SqliteDatabase(dialect, address, cleanup);
        if (!address.IsMemory) EnsureReachable(address);
        if (!address.Exists) return database;
        try
        {
            await database.QueryAsync("PRAGMA schema_version", [], cancellationToken).ConfigureAwait(false);
            return database;
        }
        catch (DatabaseException e)
        {
            if (database._session is { } session) await session.DisposeAsync().ConfigureAwait(false);
            throw new FailureException($"The database {address.Label} can't be opened: {e.Message}.", e);
        }
    }

    /// <inheritdoc/>
    public override async Task<Inspection> InspectAsync(Seq<string> schemas, CancellationToken cancellationToken)
    {
        if (schemas.Where(s => s != Dialect.DefaultSchema).Select(s => $"\"{s}\"").FirstOrDefault() is { } other)
            throw new FailureException($"There is no schema {other} in {Label}: SQLite has one schema, \"main\".");
        if (_session is null && !_address.Exists) return RealmReader.Read(Catalogue.Empty, Dialect);
        var session = await ReadingAsync(cancellationToken).ConfigureAwait(false);
        var isOwn = !session.IsInTransaction;
        if (isOwn) await session.ExecuteAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        try
        {
            var catalogue = Catalogue.From(
                await session.QueryAsync(Resource("objects"), [], cancellationToken).ConfigureAwait(false),
                await session.QueryAsync(Resource("columns"), [], cancellationToken).ConfigureAwait(false),
                await session.QueryAsync(Resource("indexes"), [], cancellationToken).ConfigureAwait(false),
                await session.QueryAsync(Resource("foreign_keys"), [], cancellationToken).ConfigureAwait(false));
            return ProgressTable.Hide(RealmReader.Read(catalogue, Dialect));
        }
        finally
        {
            if (isOwn) await session.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Returns the real path with device and number of the file. A file that isn't there yet has its path only:
    /// <see cref="LockAsync"/>
    /// makes it, so that the identity asked for under the lock is the one that stays.
    /// </summary>
    public override Task<DatabaseIdentity> IdentifyAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new DatabaseIdentity(
        _address.IsMemory ? $"sqlite:memory:{_address.Path}"
        : FileNumber.Of(_address.Path) is { } number ? $"sqlite:{_address.Path}#{number}" : $"sqlite:{_address.Path}"));

    /// <inheritdoc/>
    public override async Task<DatabaseLock> LockAsync(
        string name, string holder, TimeSpan timeout, Action<string> waiting, CancellationToken cancellationToken)
    {
        if (_address.IsMemory) return SqliteLock.OfMemory;
        var taken = await SqliteLock.TakeAsync($"{_address.Path}.{FileName(name)}.lock", holder, timeout, waiting,
            cancellationToken).ConfigureAwait(false);
        if (!_address.Exists && !_address.MustExist) CreateEmpty();
        return taken;
    }

    /// <summary>Begins a transaction that other programs can't write beside; foreign keys rest until it ends, since
    /// they can't be switched inside.</summary>
    public override async Task BeginAsync(CancellationToken cancellationToken)
    {
        var session = await WritingAsync(cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("PRAGMA foreign_keys = off", cancellationToken).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync("BEGIN IMMEDIATE", cancellationToken).ConfigureAwait(false);
            _before = await ForeignKeyCheck.RunAsync(q => session.QueryAsync(q, [], cancellationToken))
                .ConfigureAwait(false);
        }
        catch
        {
            await RollbackAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task CommitAsync(CancellationToken cancellationToken)
    {
        var session = await WritingAsync(cancellationToken).ConfigureAwait(false);
        var after = await ForeignKeyCheck.RunAsync(q => session.QueryAsync(q, [], cancellationToken))
            .ConfigureAwait(false);
        if (_before is { } before) ForeignKeyCheck.EnsureNoneAdded(before, after);
        await session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
        await EndAsync(session).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task RollbackAsync()
    {
        if (_session is not { } session) return;
        // SQLite rolls back by itself on some errors, such as a full disk; then there is nothing left to do.
        if (session.IsInTransaction)
            await session.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
        await EndAsync(session).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var session = await WritingAsync(cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<Seq<Seq<string?>>> QueryAsync(string sql, Seq<object?> arguments,
        CancellationToken cancellationToken)
    {
        if (_session is not null || _address.Exists)
        {
            var session = await ReadingAsync(cancellationToken).ConfigureAwait(false);
            return await session.QueryAsync(sql, arguments, cancellationToken).ConfigureAwait(false);
        }

        await using var empty = SqliteSession.Open(_address.AsEmpty().Connection(creates: true));
        return await empty.QueryAsync(sql, arguments, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override async Task<ResultTable> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        var session = await WritingAsync(cancellationToken).ConfigureAwait(false);
        return await session.ReadAsync(sql, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a copy in memory.</summary>
    public async Task<SqliteDatabase> CopyAsync(CancellationToken cancellationToken)
    {
        var copy = new SqliteDatabase((SqliteDialect)Dialect, _address.AsEmpty(), null);
        (await WritingAsync(cancellationToken).ConfigureAwait(false))
            .CopyTo(await copy.WritingAsync(cancellationToken).ConfigureAwait(false));
        return copy;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await RollbackAsync().ConfigureAwait(false);
            if (_cleanup is not null) await _cleanup(this).ConfigureAwait(false);
        }
        finally
        {
            if (_session is { } session) await session.DisposeAsync().ConfigureAwait(false);
            _session = null;
        }
    }

    private async Task EndAsync(SqliteSession session)
    {
        _before = null;
        if (_address.EnforcesForeignKeys)
            await session.ExecuteAsync("PRAGMA foreign_keys = on", CancellationToken.None).ConfigureAwait(false);
    }

    private Task<SqliteSession> ReadingAsync(CancellationToken cancellationToken) =>
        SessionAsync(creates: false, cancellationToken);

    private Task<SqliteSession> WritingAsync(CancellationToken cancellationToken) =>
        SessionAsync(creates: true, cancellationToken);

    private Task<SqliteSession> SessionAsync(bool creates, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_session ??= SqliteSession.Open(_address.Connection(creates)));
    }

    private void CreateEmpty()
    {
        try
        {
            using var file = new FileStream(_address.Path, FileMode.CreateNew);
        }
        catch (IOException) when (_address.Exists)
        {
            // Another program made it first, which is as good.
        }
    }

    private static void EnsureReachable(SqliteAddress address)
    {
        if (Directory.Exists(address.Path))
            throw new FailureException($"The database {address.Label} is a folder. Name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(address.Path)))
            throw new FailureException(
                $"The folder of the database {address.Label} doesn't exist. Create it first, or correct the URL.");
        if (address.MustExist && !address.Exists)
            throw new FailureException(
                $"The database {address.Label} doesn't exist. Correct the URL, or leave its mode out to have the " +
                "file made.");
    }

    private static string FileName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));

    private static string Resource(string name)
    {
        using var stream = typeof(SqliteDatabase).Assembly.GetManifestResourceStream($"Sqlite/Inspect/{name}.sql")
            ?? throw new System.Diagnostics.UnreachableException();
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
