using System.Collections.Concurrent;
using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;
using Atlas.Databases.Postgres;
using Atlas.Tests.Registry.Suite;
using Atlas.Tests.Shared;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Histories;

/// <summary>PostgreSQL dies under load, again and again: what was acknowledged is there, once, and the audit log verifies.</summary>
public sealed class KilledPostgresTests
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("ATLAS_SOAK") is { Length: > 0 } ? 200 : 2;

    /// <summary>A backend is killed by SIGKILL, upon which the server throws all others out and recovers from its log.</summary>
    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_and_nothing_is_there_twice()
    {
        await using var server = await PostgresServer.StartAsync(Cancel);
        await server.CreateDatabaseAsync("registry", Cancel);
        await server.PsqlAsync("postgres", "ALTER DATABASE registry_1 SET synchronous_commit = on", Cancel);
        await using var world = await World.OpenAsync(new Door(server));
        var acknowledged = new ConcurrentQueue<string>();
        var failed = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            var clients = Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    var name = $"v{round}-{client}-{i}";
                    try
                    {
                        await world.Registry.PushAsync(Push("myapp", name, version: name, tag: "live"));
                        acknowledged.Enqueue(name);
                    }
                    catch (RegistryException problem) when (problem.Kind == RegistryProblem.Unavailable)
                    {
                        Interlocked.Increment(ref failed);
                        await Task.Delay(20, Cancel);
                    }
                }
            })).ToArray();
            await Task.Delay(300, Cancel);
            await KillAsync(server);
            await Task.Delay(700, Cancel);
            await stop.CancelAsync();
            await Task.WhenAll(clients);
        }

        var there = new HashSet<string>(await WhenReadyAsync(() => world.QueryAsync("SELECT version FROM atlas_version")));
        Assert.All(acknowledged, name => Assert.Contains(name, there));
        Assert.Equal(["0"], await world.QueryAsync("SELECT COUNT(*) FROM (SELECT sequence FROM atlas_version GROUP BY repo_id, sequence HAVING COUNT(*) > 1) twice"));
        Assert.True(failed > 0, "Nobody noticed that the server died.");
        var entries = await RaceFacts.VerifiedAsync(world.Registry);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds} kills: {acknowledged.Count} pushes acknowledged, {failed} failed, {there.Count} there; the log of {entries} entries verifies");
    }

    private static async Task KillAsync(PostgresServer server)
    {
        var id = await server.PsqlAsync("postgres", "SELECT pid FROM pg_stat_activity WHERE datname = 'registry_1' AND pid <> pg_backend_pid() LIMIT 1", Cancel);
        using var backend = Process.GetProcessById(int.Parse(id));
        backend.Kill();
    }

    private static async Task<T> WhenReadyAsync<T>(Func<Task<T>> query)
    {
        for (var until = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await query();
            }
            catch (System.Data.Common.DbException) when (until.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(200, Cancel);
            }
        }
    }

    private sealed class Door(PostgresServer server) : IDoor
    {
        private readonly EmbeddedDoor door = new();

        public Task<(SchemaRegistry Registry, IAsyncDisposable? Owned)> OpenAsync(World world) => door.OpenAsync(world);

        public Task<(Driver Driver, Url Url)> StorageAsync(string folder) => Task.FromResult<(Driver, Url)>(
            (new PostgresDriver(), Url.Parse($"postgres://postgres@127.0.0.1:{server.Port}/registry_1")));
    }
}
