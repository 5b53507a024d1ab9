using System.Data.Common;
using Atlas.Core.Registries;

namespace Atlas.Registry.Storage;

/// <summary>The registry's storage: transactions over a pool of connections to any database of
/// <see cref="StoreEngine"/>.</summary>
/// <param name="source">The pool; owned and disposed by the store.</param>
/// <param name="engine">What kind of database it leads to.</param>
public sealed class RegistryStore(DbDataSource source, StoreEngine engine) : IAsyncDisposable
{
    private const int Attempts = 4;

    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>Returns whether the storage answers and holds the registry's tables; one round trip.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(
                s => s.CountAsync("SELECT COUNT(*) FROM atlas_repo WHERE organisation = ''", cancellationToken),
                cancellationToken);
            return true;
        }
        catch (RegistryException)
        {
            return false;
        }
    }

    /// <summary>Runs queries that see one moment.</summary>
    internal Task<T> ReadAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        GuardAsync(() => TransactAsync(engine.BeginRead, work, cancellationToken));

    /// <summary>Runs queries that see one moment, once: what they gave can't be taken back.</summary>
    internal Task<T> SnapshotAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken) =>
        TransactAsync(engine.BeginRead, work, cancellationToken);

    /// <summary>Runs a transaction: all of it is there when this returns, or nothing of it.</summary>
    /// <remarks>Runs the work again, a few times, where the database gave up on it because of another
    /// transaction.</remarks>
    internal async Task<T> WriteAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!engine.IsSingleWriter)
            return await GuardAsync(() => TransactAsync(engine.BeginWrite, work, cancellationToken));

        await writer.WaitAsync(cancellationToken);
        try
        {
            return await GuardAsync(() => TransactAsync(engine.BeginWrite, work, cancellationToken));
        }
        finally
        {
            writer.Release();
        }
    }

    /// <summary>Runs a transaction that takes something away: where the engine can, its bytes leave the files
    /// too.</summary>
    internal async Task<T> EraseAsync<T>(Func<StoreSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var result = await WriteAsync(
            async session =>
            {
                if (engine.BeforeErasing.Length > 0)
                    await session.ExecuteAsync(engine.BeforeErasing, cancellationToken);
                return await work(session);
            },
            cancellationToken);
        if (engine.AfterErasing.Length > 0)
        {
            await GuardAsync(
                async () =>
                {
                    await using var connection = await source.OpenConnectionAsync(cancellationToken);
                    return await new StoreSession(connection, engine)
                        .ExecuteAsync(engine.AfterErasing, cancellationToken);
                });
        }

        return result;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        writer.Dispose();
        return source.DisposeAsync();
    }

    private async Task<T> TransactAsync<T>(string begin, Func<StoreSession, Task<T>> work,
        CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var session = new StoreSession(connection, engine);
        await session.ExecuteAsync(begin, cancellationToken);
        try
        {
            var result = await work(session);
            await session.ExecuteAsync("COMMIT", CancellationToken.None);
            return result;
        }
        catch
        {
            await RollbackAsync(session);
            throw;
        }
    }

    private static async Task RollbackAsync(StoreSession session)
    {
        try
        {
            await session.ExecuteAsync("ROLLBACK", CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or InvalidOperationException)
        {
            // The connection is gone, and the transaction with it; what went wrong first is what matters.
        }
    }

    private static async Task<T> GuardAsync<T>(Func<Task<T>> transact)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transact();
            }
            catch (DbException e) when (IsLostRace(e) && attempt < Attempts)
            {
                // Another transaction won; this one left nothing behind and starts anew.
            }
            catch (DbException e)
            {
                throw new RegistryException(
                    RegistryProblem.Unavailable,
                    $"The registry's storage failed: {FirstLine(e.Message)} Check that its database is there and may " +
                        "be written.",
                    e);
            }
        }
    }

    /// <summary>Serialisation failure, deadlock, or two writers that made the same row (SQLSTATE classes 40 and
    /// 23505).</summary>
    private static bool IsLostRace(DbException e) => e.SqlState is "40001" or "40P01" or "23505";

    private static string FirstLine(string message)
    {
        var line = message.AsSpan();
        var end = line.IndexOfAny('\r', '\n');
        var text = (end < 0 ? line : line[..end]).TrimEnd().ToString();
        return text.EndsWith('.') ? text : text + ".";
    }
}
