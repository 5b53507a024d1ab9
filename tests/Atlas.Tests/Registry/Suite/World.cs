using System.Data.Common;
using System.Security.Cryptography;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;
using Atlas.Databases.Sqlite;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Tests.Registry.Suite;

/// <summary>A registry in a folder of its own, seen through one door.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly string folder;
    private readonly List<IAsyncDisposable> owned = [];

    private World(Driver driver, Url url, string folder)
    {
        this.folder = folder;
        Driver = driver;
        Url = url;
        Source = driver.CreateDataSource(url);
        Store = new RegistryStore(Source, StoreEngine.Of(driver.Dialect.Name)!);
        Rules = new RegistryRules(Store, Clock, RandomNumberGenerator.GetBytes);
    }

    public ManualClock Clock { get; } = new();

    public Driver Driver { get; }

    public Url Url { get; }

    public DbDataSource Source { get; }

    public RegistryStore Store { get; }

    public RegistryRules Rules { get; }

    public SchemaRegistry Registry { get; private set; } = null!;

    public static async Task<World> OpenAsync(IDoor door)
    {
        var folder = Directory.CreateTempSubdirectory("atlas-registry-").FullName;
        var (driver, url) = await door.StorageWithTablesAsync(folder);
        var world = new World(driver, url, folder);
        var (registry, owned) = await door.OpenAsync(world);
        world.Registry = registry;
        world.owned.Add(registry);
        if (owned is not null) world.owned.Add(owned);
        return world;
    }

    /// <summary>Makes a world whose database is empty.</summary>
    public static async Task<World> WithoutTablesAsync(IDoor door)
    {
        var folder = Directory.CreateTempSubdirectory("atlas-registry-").FullName;
        var (driver, url) = await door.StorageAsync(folder);
        return new World(driver, url, folder);
    }

    /// <summary>Opens the same storage again, as another instance of the server does.</summary>
    public World SecondInstance() => new(Driver, Url, Directory.CreateTempSubdirectory("atlas-registry-").FullName);

    public async Task<int> MigrateAsync()
    {
        await using var database = await Driver.OpenAsync(Url, Samples.Cancel);
        return await RegistryMigration.RunAsync(database, "a test", Samples.Cancel);
    }

    /// <summary>Lists the tables of the storage by name.</summary>
    public async Task<List<string>> TablesAsync()
    {
        await using var database = await Driver.OpenAsync(Url, Samples.Cancel);
        var schema = database.BoundSchema ?? database.Dialect.DefaultSchema;
        var tables = (await database.InspectAsync([schema], Samples.Cancel)).Realm.Schema(schema)?.Tables ?? [];
        return [.. tables.Select(t => t.Name).Order(StringComparer.Ordinal)];
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<string>> QueryAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader[i])));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in owned) await thing.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A way into a registry.</summary>
public interface IDoor
{
    /// <summary>Opens the door as somebody who may do everything.</summary>
    Task<(SchemaRegistry Registry, IAsyncDisposable? Owned)> OpenAsync(World world);

    /// <summary>Returns an empty database for the registry's storage; a SQLite file unless the door says otherwise.</summary>
    Task<(Driver Driver, Url Url)> StorageAsync(string folder) =>
        Task.FromResult<(Driver, Url)>((new SqliteDriver(), Url.Parse($"sqlite://{folder}/registry.db")));

    /// <summary>Returns a database with the registry's tables; a SQLite file is a copy of one that was made once.</summary>
    async Task<(Driver Driver, Url Url)> StorageWithTablesAsync(string folder)
    {
        var (driver, url) = await StorageAsync(folder);
        if (driver is SqliteDriver)
        {
            await File.WriteAllBytesAsync($"{folder}/registry.db", await SqliteTemplate.Bytes.Value);
            return (driver, url);
        }

        await using var database = await driver.OpenAsync(url, Samples.Cancel);
        await RegistryMigration.RunAsync(database, "a test", Samples.Cancel);
        return (driver, url);
    }
}

/// <summary>A SQLite file that holds the registry's tables and nothing else.</summary>
file static class SqliteTemplate
{
    public static readonly Lazy<Task<byte[]>> Bytes = new(MakeAsync);

    private static async Task<byte[]> MakeAsync()
    {
        await using var world = await World.WithoutTablesAsync(new Any());
        await world.MigrateAsync();
        var copy = Path.Combine(Path.GetTempPath(), $"atlas-template-{Guid.NewGuid():n}.db");
        try
        {
            await world.ExecuteAsync($"VACUUM INTO '{copy}'");
            return await File.ReadAllBytesAsync(copy);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private sealed class Any : IDoor
    {
        public Task<(SchemaRegistry Registry, IAsyncDisposable? Owned)> OpenAsync(World world) =>
            throw new NotSupportedException("The template has no door.");
    }
}
