using System.Globalization;
using Atlas.Core.Dialects;
using Npgsql;

namespace Atlas.Databases.Postgres.Connecting;

/// <summary>Opens connections.</summary>
internal static class Connections
{
    /// <summary>The oldest major version whose catalogue this program reads.</summary>
    public const int OldestMajor = 15;

    /// <summary>Opens one; throws <see cref="FailureException"/> with address and remedy.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(
        NpgsqlConnectionStringBuilder builder, string address, CancellationToken cancellationToken)
    {
        try
        {
            // The data source goes with the connection: it isn't a pool.
            var source = Source(builder);
            var connection = await source.OpenConnectionAsync(cancellationToken);
            if (connection.PostgreSqlVersion.Major >= OldestMajor) return connection;
            var version = connection.PostgreSqlVersion.ToString();
            await connection.DisposeAsync();
            throw new FailureException(
                $"The server at {address} is PostgreSQL {version}; versions before " +
                    $"{OldestMajor.ToString(CultureInfo.InvariantCulture)} "
                + "aren't supported. Upgrade the server.");
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException or IOException or ArgumentException
            or NotSupportedException or System.Security.Authentication.AuthenticationException)
        {
            throw PostgresFailures.Connecting(address, exception);
        }
    }

    /// <summary>Makes a source of connections with the types that this program and the registry use.</summary>
    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder builder)
    {
        var source = new NpgsqlSlimDataSourceBuilder(builder.ConnectionString);
        source.EnableArrays();
        source.EnableJsonTypes();
        source.EnableTransportSecurity();
        return source.Build();
    }
}
