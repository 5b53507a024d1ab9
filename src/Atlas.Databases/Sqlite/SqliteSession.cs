using System.Globalization;
using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Sqlite.Sql;
using Microsoft.Data.Sqlite;

namespace Atlas.Databases.Sqlite;

/// <summary>An open connection: runs SQL, ends it when cancelled, and turns the driver's errors into ours.</summary>
internal sealed class SqliteSession : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    /// <summary>Gets whether a transaction is open on the connection.</summary>
    public bool IsInTransaction => SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public static SqliteSession Open(SqliteConnection connection)
    {
        try
        {
            connection.Open();
            return new SqliteSession(connection);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new DatabaseException(Text(e), null, e);
        }
    }

    public Task ExecuteAsync(string sql, CancellationToken cancellationToken) =>
        RunAsync(sql, [], command => command.ExecuteNonQuery(), cancellationToken);

    public Task<Seq<Seq<string?>>> QueryAsync(string sql, Seq<object?> arguments,
        CancellationToken cancellationToken) =>
        RunAsync(sql, arguments, Rows, cancellationToken);

    public Task<ResultTable> ReadAsync(string sql, CancellationToken cancellationToken) =>
        RunAsync(sql, [], Table, cancellationToken);

    /// <summary>Makes another database what this one is.</summary>
    public void CopyTo(SqliteSession other) => _connection.BackupDatabase(other._connection);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>The provider has no asynchronous calls of its own; what it can do is to be interrupted from another
    /// thread.</summary>
    private async Task<T> RunAsync<T>(string sql, Seq<object?> arguments, Func<SqliteCommand, T> run,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var command = _connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = arguments.IsEmpty ? sql : Numbered(sql);
            for (var i = 0; i < arguments.Count; i++)
                command.Parameters.AddWithValue($"?{(i + 1).ToString(CultureInfo.InvariantCulture)}", arguments[i]
                    ?? DBNull.Value);
            await using var stop = cancellationToken.Register(
                () => SQLitePCL.raw.sqlite3_interrupt(_connection.Handle));
            try
            {
                return run(command);
            }
            catch (SqliteException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (SqliteException e)
            {
                throw new DatabaseException(Text(e), sql, e);
            }
        }
    }

    private static ResultTable Table(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        return new([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)], Rows(reader));
    }

    private static Seq<Seq<string?>> Rows(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        return Rows(reader);
    }

    private static Seq<Seq<string?>> Rows(SqliteDataReader reader)
    {
        var rows = new List<Seq<string?>>();
        while (reader.Read())
        {
            var row = new string?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetString(i);
            rows.Add([.. row]);
        }

        return [.. rows];
    }

    /// <summary>The provider knows placeholders by name only: each bare <c>?</c> gets its number.</summary>
    private static string Numbered(string sql)
    {
        var text = new StringBuilder(sql);
        var marks = Lexer.Read(sql).Where(t => t.Is('?') && (t.End == sql.Length || !char.IsAsciiDigit(sql[t.End])))
            .ToList();
        for (var i = marks.Count - 1; i >= 0; i--)
            text.Insert(marks[i].End, (i + 1).ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// <summary>Returns SQLite's own words: the provider puts them between quotes behind a number.</summary>
    private static string Text(SqliteException error)
    {
        var (from, to) = (error.Message.IndexOf('\'', StringComparison.Ordinal), error.Message.LastIndexOf('\''));
        return to > from ? error.Message[(from + 1)..to] : error.Message;
    }
}
