using System.Data.Common;
using System.Security.Cryptography;
using Atlas.Core.Registries;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;
using Microsoft.Data.Sqlite;

namespace Atlas.Tests.Registry.Suite;

/// <summary>A registry in a folder of its own, seen through one door.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("atlas-registry-").FullName;
    private readonly List<IAsyncDisposable> owned = [];

    public World()
    {
        Source = SqliteFactory.Instance.CreateDataSource(ConnectionString);
        Store = new RegistryStore(Source, StoreEngine.Sqlite);
        Rules = new RegistryRules(Store, Clock, RandomNumberGenerator.GetBytes);
    }

    public ManualClock Clock { get; } = new();

    public string File => Path.Combine(folder, "registry.db");

    public string ConnectionString => $"Data Source={File};Foreign Keys=True;Pooling=False";

    public DbDataSource Source { get; }

    public RegistryStore Store { get; }

    public RegistryRules Rules { get; }

    public SchemaRegistry Registry { get; private set; } = null!;

    public static async Task<World> OpenAsync(IDoor door)
    {
        var world = new World();
        await world.ExecuteAsync(Tables.Sql);
        var (registry, owned) = await door.OpenAsync(world);
        world.Registry = registry;
        world.owned.Add(registry);
        if (owned is not null) world.owned.Add(owned);
        return world;
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
}
