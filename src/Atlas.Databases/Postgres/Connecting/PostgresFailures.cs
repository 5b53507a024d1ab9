using System.Net.Sockets;
using Atlas.Core.Dialects;
using Npgsql;

namespace Atlas.Databases.Postgres.Connecting;

/// <summary>Says in the user's words what the server or the network said, without values and passwords.</summary>
internal static class PostgresFailures
{
    /// <summary>Returns a failure while a statement ran.</summary>
    public static DatabaseException While(string? sql, Exception exception) => exception switch
    {
        PostgresException refused =>
            new DatabaseException($"{Text(refused)} (SQLSTATE {refused.SqlState})", sql, exception)
            {
                IsLockLost = refused.SqlState is PostgresErrorCodes.LockNotAvailable
                    or PostgresErrorCodes.DeadlockDetected,
            },
        _ => new DatabaseException($"The connection to PostgreSQL failed: {Innermost(exception).Message}", sql,
            exception),
    };

    /// <summary>Returns a failure while the connection was made.</summary>
    public static FailureException Connecting(string address, Exception exception) => new(
        $"Can't connect to PostgreSQL at {address}: {Reason(exception)}",
        exception);

    private static string Reason(Exception exception) => exception switch
    {
        PostgresException
        {
            SqlState: PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification
        } refused =>
            $"{refused.MessageText}. Check the user and the password in the URL.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } refused =>
            $"{refused.MessageText}. Create the database, or name another one in the URL.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } refused =>
            $"{refused.MessageText}. Close other connections, or raise the limit.",
        PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow } refused =>
            $"{refused.MessageText}. Try again when the server is ready.",
        PostgresException { SqlState: "42704" } refused =>
            $"{refused.MessageText}. Leave out the parameter of the URL that names it.",
        PostgresException refused => $"{refused.MessageText} (SQLSTATE {refused.SqlState}). Check the URL.",
        _ when Innermost(exception) is TimeoutException =>
            "the server didn't answer in time. Check host and port in the URL, or raise connect_timeout.",
        _ when Innermost(exception) is SocketException socket =>
            $"{socket.Message}. Check that the server runs, and host and port in the URL.",
        _ => $"{Innermost(exception).Message}. Check the URL; for TLS its sslmode.",
    };

    // A message about a bad value (class 22) quotes the value, which may be a row's.
    private static string Text(PostgresException exception) =>
        exception.SqlState.StartsWith("22", StringComparison.Ordinal)
        ? WithoutQuoted(exception.MessageText)
        : exception.MessageText;

    private static string WithoutQuoted(string text)
    {
        var first = text.IndexOf('"');
        var last = text.LastIndexOf('"');
        return first >= 0 && last > first ? $"{text[..first]}\"…\"{text[(last + 1)..]}" : text;
    }

    private static Exception Innermost(Exception exception) =>
        exception.InnerException is { } inner ? Innermost(inner) : exception;
}
