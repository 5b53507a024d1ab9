using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using Atlas.Registry.Log;
using Atlas.Tests.Databases.Postgres;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Histories;

/// <summary>Two instances over one storage race for the same thing, again and again: one of them gets it.</summary>
public abstract class RaceFacts(IDoor door)
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("ATLAS_SOAK") is { Length: > 0 } ? 10_000 : 60;

    [Fact]
    public async Task One_of_two_gets_a_version_name_a_tag_is_where_the_last_one_put_it_and_a_permit_is_granted_once()
    {
        await using var world = await World.OpenAsync(door);
        await using var second = world.SecondInstance();
        SchemaRegistry[] both = [world.Registry, As(second, "bob")];
        var version = await world.Registry.PushAsync(Push("myapp", "base", tag: "live"));
        await world.Registry.Gate.ApplyPolicyAsync("myapp", new([PromotionRule.Of("production")]), Cancel);
        for (var round = 0; round < Rounds; round++)
        {
            var pushes = await RaceAsync(both, (registry, i) => registry.PushAsync(
                Push("myapp", $"{round} of {i}", version: $"v{round}", tag: "live")));
            Assert.Single(pushes, p => p.Refusal is null);
            var winner = pushes.Single(p => p.Refusal is null).Result!;
            Assert.Equal(RegistryProblem.Conflict, pushes.Single(p => p.Refusal is not null).Refusal!.Kind);
            Assert.Equal(winner.Digest, (await both[round % 2].ResolveAsync("myapp", new(ReferenceKind.Tag, "live"), Cancel)).Digest);

            var begins = both.Select(_ => Begin("production", "one", version, from: "base")).ToArray();
            var permits = await RaceAsync(both, (registry, i) => registry.Gate.RequestPermitAsync(new(begins[i], null), Cancel));
            Assert.Single(permits, p => p.Refusal is null);
            var granted = Array.FindIndex(permits, p => p.Refusal is null);
            await both[granted].BeginAsync(begins[granted], Cancel);
            await both[granted].EndAsync(End(begins[granted], DeploymentOutcome.Passed, version.Fingerprint), Cancel);
        }

        Assert.Equal([$"{Rounds + 1}"], await world.QueryAsync("SELECT COUNT(*) FROM atlas_version"));
        Assert.Equal([$"{Rounds}|{Rounds}"], await world.QueryAsync("SELECT COUNT(*), COUNT(closed_at) FROM atlas_permit"));
        var entries = await VerifiedAsync(world.Registry);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Rounds} rounds of two races; the log of {entries} entries verifies");
    }

    internal static async Task<long> VerifiedAsync(SchemaRegistry registry) => (await LogVerifier.RunAsync(
        LogExport.LinesAsync(registry, AuditFilter.None, Cancel).Select(line => line.ToString()), null, [], Cancel)).Entries;

    private static BoundRegistry As(World world, string name) => new(
        world.Rules, EmbeddedRegistry.Owner(name), RegistryLinks.Embedded, "", isEmbedded: true);

    private static async Task<(T? Result, RegistryException? Refusal)[]> RaceAsync<T>(
        SchemaRegistry[] both, Func<SchemaRegistry, int, Task<T>> call)
        where T : class
    {
        using var start = new Barrier(both.Length);
        return await Task.WhenAll(both.Select((registry, i) => Task.Run(async () =>
        {
            start.SignalAndWait(Cancel);
            try
            {
                return ((T?)await call(registry, i), (RegistryException?)null);
            }
            catch (RegistryException refusal)
            {
                return (null, refusal);
            }
        })));
    }
}

public sealed class EmbeddedRaceFacts() : RaceFacts(new EmbeddedDoor());

[Collection("postgres")]
public sealed class PostgresRaceFacts(PrivatePostgres server) : RaceFacts(new PostgresDoor(server));
