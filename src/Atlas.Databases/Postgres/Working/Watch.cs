using Atlas.Core.Dialects;
using Atlas.Databases.Postgres.Connecting;
using Npgsql;

namespace Atlas.Databases.Postgres.Working;

/// <summary>Looks at a session from a connection of its own, which is opened when it is first needed.</summary>
/// <param name="settings">Where to connect.</param>
internal sealed class Watch(ConnectionSettings settings) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    /// <summary>Returns what a server process does; nothing when that can't be seen.</summary>
    public async Task<StatementActivity> LookAsync(int process, CancellationToken cancellationToken)
    {
        try
        {
            _connection ??= await Connections.OpenAsync(
                new NpgsqlConnectionStringBuilder(settings.Builder.ConnectionString) { ApplicationName = "atlas watch" },
                settings.Address, cancellationToken);
            await using var look = new NpgsqlCommand(Queries.Activity, _connection)
            {
                Parameters = { new NpgsqlParameter<int> { TypedValue = process } },
            };
            await using var reader = await look.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            return new StatementActivity([.. reader.GetFieldValue<string[]>(0)],
                reader.IsDBNull(1) ? null : reader.GetString(1));
        }
        catch (Exception exception) when (exception is NpgsqlException or FailureException or IOException
            or TimeoutException or InvalidOperationException)
        {
            // The statement goes on whether or not anybody sees it.
            return StatementActivity.Unknown;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
    }
}
