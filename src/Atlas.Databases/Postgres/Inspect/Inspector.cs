using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Databases.Postgres.Rules;
using Npgsql;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Reads the catalogue in one batch: as many statements for ten thousand tables as for one.</summary>
internal static class Inspector
{
    // What the server's printing of expressions depends on. With an empty search path every name comes qualified; bound
    // to one
    // schema, its own names come without it, so that two schemas of different names compare equal.
    private const string Settle = """
        SELECT
            set_config('search_path', $1, true),
            set_config('TimeZone', 'UTC', true),
            set_config('DateStyle', 'ISO, YMD', true),
            set_config('IntervalStyle', 'postgres', true),
            set_config('extra_float_digits', '1', true),
            set_config('bytea_output', 'hex', true),
            set_config('quote_all_identifiers', 'off', true)
        """;

    private const string Remember = """
        SELECT ARRAY[current_setting('search_path'), current_setting('TimeZone'), current_setting('DateStyle'),
            current_setting('IntervalStyle'), current_setting('extra_float_digits'), current_setting('bytea_output'),
            current_setting('quote_all_identifiers')]
        """;

    private const string Restore = """
        SELECT set_config('search_path', $1, true), set_config('TimeZone', $2, true), set_config('DateStyle', $3, true),
            set_config('IntervalStyle', $4, true), set_config('extra_float_digits', $5, true), set_config('bytea_output', $6, true),
            set_config('quote_all_identifiers', $7, true)
        """;

    /// <summary>Reads schemas; inside the open transaction where there is one, else in one of its own at one
    /// snapshot.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isInTransaction">Whether a transaction is open; then its settings are put back.</param>
    /// <param name="bound">The schema that the scope is bound to; null for the whole database.</param>
    /// <param name="schemas">The schemas to read; empty for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Inspection> ReadAsync(
        NpgsqlConnection connection, bool isInTransaction, string? bound, Seq<string> schemas,
        CancellationToken cancellationToken)
    {
        if (!isInTransaction)
        {
            await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead,
                cancellationToken);
            var found = await BatchAsync(connection, bound, schemas, cancellationToken);
            await snapshot.CommitAsync(cancellationToken);
            return found;
        }

        var settings = await SettingsAsync(connection, cancellationToken);
        var inspection = await BatchAsync(connection, bound, schemas, cancellationToken);
        await using var restore = new NpgsqlCommand(Restore, connection);
        foreach (var setting in settings) restore.Parameters.Add(new NpgsqlParameter<string> { TypedValue = setting });
        await restore.ExecuteNonQueryAsync(cancellationToken);
        return inspection;
    }

    private static async Task<string[]> SettingsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var remember = new NpgsqlCommand(Remember, connection);
        await using var reader = await remember.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetFieldValue<string[]>(0);
    }

    private static async Task<Inspection> BatchAsync(
        NpgsqlConnection connection, string? bound, Seq<string> schemas, CancellationToken cancellationToken)
    {
        string[] names = schemas.IsEmpty ? bound is null ? [] : [bound] : [.. schemas];
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Settle)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = bound is null ? "" : Quoting.Name(bound) } },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CatalogQueries.Types));
        foreach (var query in (string[])
                 [
                     CatalogQueries.Schemas, CatalogQueries.Enums, CatalogQueries.Tables, CatalogQueries.Columns,
                     CatalogQueries.Indexes, CatalogQueries.Constraints, CatalogQueries.Sequences,
                     CatalogQueries.Domains, CatalogQueries.Composites, CatalogQueries.Ranges, CatalogQueries.Views,
                     CatalogQueries.Routines, CatalogQueries.Aggregates, CatalogQueries.Triggers,
                     CatalogQueries.Policies, CatalogQueries.Collations,
                     CatalogQueries.Dependencies, CatalogQueries.Grants,
                 ])
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(query)
            { Parameters = { new NpgsqlParameter<string[]> { TypedValue = names } } });
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(CatalogQueries.Extensions)
        { Parameters = { new NpgsqlParameter<bool> { TypedValue = bound is null } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(CatalogQueries.Unmanaged)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = names },
                new NpgsqlParameter<bool> { TypedValue = bound is null },
            },
        });

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var rows = new CatalogRows(reader);
        await rows.NextResultAsync(cancellationToken);
        return await new CatalogReader(rows).ReadAsync(cancellationToken);
    }
}
