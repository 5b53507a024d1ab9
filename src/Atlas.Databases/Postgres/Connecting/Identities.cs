using System.Globalization;
using Atlas.Core.Dialects;
using Npgsql;

namespace Atlas.Databases.Postgres.Connecting;

/// <summary>Finds out who a database is.</summary>
internal static class Identities
{
    private const char ScopeMark = '#';

    // Asking for the function inside of one statement would fail already where the role may not run it.
    private const string Ask = """
        SELECT
            has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE'),
            d.oid::bigint,
            d.datname::text,
            host(inet_server_addr()),
            inet_server_port()
        FROM pg_catalog.pg_database d
        WHERE d.datname = current_database()
        """;

    private const string AskSystem = "SELECT system_identifier::text FROM pg_catalog.pg_control_system()";

    /// <summary>Returns the identity of a connection's database and scope.</summary>
    public static async Task<DatabaseIdentity> OfAsync(
        NpgsqlConnection connection, ConnectionSettings settings, CancellationToken cancellationToken)
    {
        bool mayAsk;
        long oid;
        string name, address;
        await using (var ask = new NpgsqlCommand(Ask, connection))
        await using (var reader = await ask.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            (mayAsk, oid, name) = (reader.GetBoolean(0), reader.GetInt64(1), reader.GetString(2));
            address = reader.IsDBNull(3)
                ? $"{settings.Builder.Host}:{settings.Builder.Port.ToString(CultureInfo.InvariantCulture)}"
                : $"{reader.GetString(3)}:{reader.GetInt32(4).ToString(CultureInfo.InvariantCulture)}";
        }

        var place = $"postgres:{address}";
        if (mayAsk)
        {
            await using var askSystem = new NpgsqlCommand(AskSystem, connection);
            place = $"postgres:{await askSystem.ExecuteScalarAsync(cancellationToken)}";
        }

        var scope = settings.BoundSchema is { } bound ? $"{ScopeMark}{bound}" : "";
        return new DatabaseIdentity(
            $"{place}/{oid.ToString(CultureInfo.InvariantCulture)}/{Uri.EscapeDataString(name)}{scope}");
    }
}
