using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Atlas.Databases.Sqlite;

/// <summary>Connections for a program's own storage: what was committed survives a killed process and a lost supply of
/// power.</summary>
internal sealed class SqliteDataSource(SqliteAddress address) : DbDataSource
{
    /// <summary>WAL lets readers go on beside a writer; FULL writes the log through to the disk at each
    /// commit.</summary>
    private const string Settings = "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = " +
        "FULL; PRAGMA foreign_keys = on";

    /// <inheritdoc/>
    public override string ConnectionString =>
        new SqliteConnectionStringBuilder(address.Connection(creates: true).ConnectionString)
        {
            Pooling = !address.IsMemory,
            DefaultTimeout = 30,
            ForeignKeys = true,
        }.ToString();

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    /// <inheritdoc/>
    protected override DbConnection OpenDbConnection()
    {
        var connection = CreateDbConnection();
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(OpenDbConnection());
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
        base.Dispose(disposing);
    }
}
