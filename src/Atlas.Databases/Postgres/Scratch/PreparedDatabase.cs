using Atlas.Core.Dialects;
using Atlas.Databases.Postgres.Connecting;

namespace Atlas.Databases.Postgres.Scratch;

/// <summary>A prepared database that nobody is connected to, and copies of it: the server makes a database from
/// another as its template.</summary>
internal sealed class PreparedDatabase(ConnectionSettings settings, Url dev, string name) : ScratchTemplate
{
    /// <inheritdoc/>
    public override bool AllowsSeveral => true;

    /// <inheritdoc/>
    public override async Task<Database> CopyAsync(CancellationToken cancellationToken)
    {
        var connection = await Connections.OpenAsync(settings.Builder, settings.Address, cancellationToken);
        await using var server = new PostgresDatabase(connection, settings, dev.Redacted);
        var copy = await ScratchNames.NewAsync(server, cancellationToken);
        await server.ExecuteAsync(
            $"CREATE DATABASE {Quoting.Name(copy)} TEMPLATE {Quoting.Name(name)}", cancellationToken);
        try
        {
            return await ScratchDatabase.ConnectAsync(settings, dev, copy, keeps: false, cancellationToken);
        }
        catch
        {
            await ScratchDatabase.DropAsync(settings, null, copy);
            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ScratchDatabase.DropAsync(settings, null, name);
}
