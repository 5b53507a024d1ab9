using System.Globalization;
using Atlas.Core.Dialects;
using Atlas.Databases.Postgres.Connecting;

namespace Atlas.Databases.Postgres.Working;

/// <summary>Settings of a session that changes a database in use.</summary>
internal static class WorkSettings
{
    // Between two statements of a transaction this program thinks for a moment; who is away longer holds locks for nothing.
    private const string IdleTimeout = "60s";

    // How soon the server looks whether its client is still there while a statement runs.
    private const string ConnectionCheck = "5s";

    private const string Ask = """
        SELECT pg_catalog.pg_is_in_recovery(), current_setting('transaction_read_only')
        """;

    // What the URL says ("client") stands; what the role or database says too, unless the project says otherwise.
    private const string Patience = """
        SELECT set_config('lock_timeout', $1, false)
        FROM pg_catalog.pg_settings
        WHERE name = 'lock_timeout' AND source <> 'client'
          AND ($2::boolean OR source IN ('default', 'configuration file'))
        """;

    /// <summary>Returns why nothing can be changed here; null when it can.</summary>
    public static async Task<string?> ReadOnlyReasonAsync(PostgresDatabase database, CancellationToken cancellationToken) =>
        await database.QueryAsync(Ask, [], cancellationToken) switch
        {
            [["t", _]] => $"The server of {database.Label} is in recovery: it is a standby, or it is being restored, and " +
                "takes no changes. Use the URL of the primary. Nothing was executed.",
            [[_, "on"]] => $"Sessions of {database.Label} are read-only (default_transaction_read_only is on). Use a role " +
                "or database that may write, or add default_transaction_read_only=off to the URL. Nothing was executed.",
            _ => null,
        };

    /// <summary>Sets them, and returns how long statements then wait for a lock, as the server writes it.</summary>
    public static async Task<string> SetAsync(PostgresDatabase database, ConnectionSettings settings, WorkSession session,
        CancellationToken cancellationToken)
    {
        if (!settings.HasOwnApplicationName)
            await SetAsync(database, "application_name", session.Name, cancellationToken);
        await SetAsync(database, "idle_in_transaction_session_timeout", IdleTimeout, cancellationToken);
        var patience = session.LockTimeout ?? WorkSession.DefaultLockTimeout;
        await database.QueryAsync(Patience,
            [
                string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (long)patience.TotalMilliseconds)}ms"),
                session.LockTimeout is not null,
            ],
            cancellationToken);
        try
        {
            await SetAsync(database, "client_connection_check_interval", ConnectionCheck, cancellationToken);
        }
        catch (DatabaseException)
        {
            // Not every system can tell that a client is gone (manual, client_connection_check_interval).
        }

        if (session.Role is { } role) await BecomeAsync(database, role, cancellationToken);
        return (await database.QueryAsync("SELECT current_setting('lock_timeout')", [], cancellationToken))[0][0] ?? "0";
    }

    private static async Task BecomeAsync(PostgresDatabase database, string role, CancellationToken cancellationToken)
    {
        try
        {
            await database.ExecuteAsync($"SET ROLE {Quoting.Name(role)}", cancellationToken);
        }
        catch (DatabaseException problem)
        {
            throw new FailureException(
                $"The statements can't run as role \"{role}\": {problem.Message}. Grant the role to who logs in (GRANT " +
                    $"{Quoting.Name(role)} TO …), or take role out of the environment. Nothing was executed.", problem);
        }
    }

    private static Task SetAsync(PostgresDatabase database, string name, string value,
        CancellationToken cancellationToken) =>
        database.QueryAsync("SELECT set_config($1, $2, false)", [name, value], cancellationToken);
}
