using Atlas.Tests.Databases.Postgres;
using Atlas.Tests.Registry.Suite;

namespace Atlas.Tests.Registry;

public sealed class SqliteBackupFacts() : BackupFacts(new EmbeddedDoor());

[Collection("postgres")]
public sealed class PostgresBackupFacts(PrivatePostgres server) : BackupFacts(new PostgresDoor(server));

/// <summary>From PostgreSQL into SQLite.</summary>
[Collection("postgres")]
public sealed class MovingBackupFacts(PrivatePostgres server) : BackupFacts(new PostgresDoor(server))
{
    protected override async Task<World> EmptyAsync()
    {
        var world = await World.WithoutTablesAsync(new EmbeddedDoor());
        await world.MigrateAsync();
        return world;
    }
}
