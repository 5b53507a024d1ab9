using Atlas.Core.Dialects;
using Atlas.Core.Registries;
using Atlas.Databases.Postgres;
using Atlas.Registry.Storage;
using Atlas.Tests.Databases.Postgres;
using Atlas.Tests.Registry.Suite;

namespace Atlas.Tests.Registry;

/// <summary>The door in process, over storage on a PostgreSQL server.</summary>
public sealed class PostgresDoor(PrivatePostgres server) : IDoor
{
    private const string Template = "registry_tables";

    private readonly EmbeddedDoor _door = new();

    public Task<(SchemaRegistry Registry, IAsyncDisposable? Owned)> OpenAsync(World world) => _door.OpenAsync(world);

    public Task<(Driver Driver, Url Url)> StorageAsync(string folder) =>
        Task.FromResult<(Driver, Url)>((new PostgresDriver(), Url.Parse(server.Url(server.CreateDatabase()))));

    public async Task<(Driver Driver, Url Url)> StorageWithTablesAsync(string folder)
    {
        await server.MakeTemplateAsync(Template, async url =>
        {
            await using var database = await new PostgresDriver().OpenAsync(Url.Parse(url), Samples.Cancel);
            await RegistryMigration.RunAsync(database, "a test", Samples.Cancel);
        });
        return (new PostgresDriver(), Url.Parse(server.Url(server.CreateDatabase(Template))));
    }
}

[Collection("postgres")]
public sealed class PostgresPushFacts(PrivatePostgres server) : PushFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresRedactionFacts(PrivatePostgres server) : RedactionFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresAuditFacts(PrivatePostgres server) : AuditFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresVersionFacts(PrivatePostgres server) : VersionFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresDeploymentFacts(PrivatePostgres server) : DeploymentFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresTargetFacts(PrivatePostgres server) : TargetFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresEvidenceFacts(PrivatePostgres server) : EvidenceFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresMigrationFacts(PrivatePostgres server) : MigrationFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresPolicyFacts(PrivatePostgres server) : PolicyFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresPermitFacts(PrivatePostgres server) : PermitFacts(new PostgresDoor(server));

[Collection("postgres")]
public sealed class PostgresVerificationFacts(PrivatePostgres server) : VerificationFacts(new PostgresDoor(server));
