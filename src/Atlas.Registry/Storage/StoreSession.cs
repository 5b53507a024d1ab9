using System.Data.Common;
using Atlas.Core.Model;

namespace Atlas.Registry.Storage;

/// <summary>One transaction on the registry's storage. Not thread-safe.</summary>
internal sealed class StoreSession(DbConnection connection, StoreEngine engine)
{
    /// <summary>Gets what a query ends with to lock the rows it finds.</summary>
    public string RowLock => engine.RowLock;

    /// <summary>Runs a query and reads its rows.</summary>
    public async Task<Seq<T>> QueryAsync<T>(
        string sql, Func<StoreRow, T> read, CancellationToken cancellationToken,
        params (string Name, object? Value)[] arguments)
    {
        await using var command = Command(sql, arguments);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(new StoreRow(reader)));
        return rows.ToSeq();
    }

    /// <summary>Runs a query and reads its first row; null when there is none.</summary>
    public async Task<T?> FirstAsync<T>(
        string sql, Func<StoreRow, T> read, CancellationToken cancellationToken,
        params (string Name, object? Value)[] arguments)
        where T : class
    {
        var rows = await QueryAsync(sql, read, cancellationToken, arguments);
        return rows.Count > 0 ? rows[0] : null;
    }

    /// <summary>Runs a query and gives its rows one by one, so that not all of them are in memory.</summary>
    public async Task StreamAsync(string sql, Func<StoreRow, Task> take, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, []);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) await take(new StoreRow(reader));
    }

    /// <summary>Runs a query that gives one number.</summary>
    public async Task<long> CountAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] arguments) =>
        (await QueryAsync(sql, row => row.Number(0), cancellationToken, arguments))[0];

    /// <summary>Runs a statement; returns how many rows it touched.</summary>
    public async Task<int> ExecuteAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] arguments)
    {
        await using var command = Command(sql, arguments);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private DbCommand Command(string sql, (string Name, object? Value)[] arguments)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in arguments)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                DateTimeOffset time => StoreRow.Format(time),
                bool flag => flag ? 1L : 0L,
                int number => (long)number,
                _ => value,
            };
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
