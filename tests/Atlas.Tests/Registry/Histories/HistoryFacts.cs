using System.Collections.Concurrent;
using System.Diagnostics;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using Atlas.Tests.Databases.Postgres;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Histories;

/// <summary>Records what clients of two instances over one storage saw, some of them cut off in the middle, and asks whether one after the
/// other could have seen the same.</summary>
public abstract class HistoryFacts(IDoor door)
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("ATLAS_SOAK") is { Length: > 0 } ? 300 : 4;

    [Fact]
    public async Task A_version_name_a_tag_a_permit_and_the_current_version_are_linearisable()
    {
        await using var world = await World.OpenAsync(door);
        await using var other = world.SecondInstance();
        var seed = Environment.TickCount;
        var calls = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var run = new Run([world.Registry, As(other, "bob")], $"repo{round}", seed + round);
            await run.PrepareAsync();
            await run.RaceAsync();
            calls += run.Check($"seed {seed}, round {round}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}: {Rounds} rounds, {calls} calls, all of them linearisable");
    }

    private static BoundRegistry As(World world, string name) => new(
        world.Rules, EmbeddedRegistry.Owner(name), RegistryLinks.Embedded, "", isEmbedded: true);

    /// <summary>One history of one repo.</summary>
    private sealed class Run(SchemaRegistry[] instances, string repo, int seed)
    {
        private readonly ConcurrentQueue<Call<string>> names = [];
        private readonly ConcurrentQueue<Call<string>> tags = [];
        private readonly ConcurrentQueue<Call<string>> permits = [];
        private readonly ConcurrentQueue<Call<string>> current = [];
        private ResolvedVersion first = null!;
        private ResolvedVersion second = null!;

        public async Task PrepareAsync()
        {
            first = await instances[0].PushAsync(Push(repo, "first", version: "first", tag: "live"));
            second = await instances[0].PushAsync(Push(repo, "second", version: "second"));
            await instances[0].DeployAsync(To("staging", first), DeploymentOutcome.Passed, first.Fingerprint);
            await instances[0].Gate.ApplyPolicyAsync(repo, new([PromotionRule.Of("production") with { AllowOlder = true }]), Cancel);
        }

        /// <summary>Six clients, three for each instance; the writer of the current version is one, as the lock of its database wants.</summary>
        public Task RaceAsync() => Task.WhenAll(Enumerable.Range(0, 6).Select(client => Task.Run(async () =>
        {
            var random = new Random((seed * 31) + client);
            var registry = instances[client % instances.Length];
            for (var i = 0; i < 5; i++)
            {
                await NameAsync(registry, random, client, i);
                await TagAsync(registry, random, client, i);
                await PermitAsync(registry, random);
                await CurrentAsync(registry, random, isWriter: client == 0, i);
            }
        })));

        public int Check(string where)
        {
            foreach (var (what, calls, initial) in new[]
                { ("version name", names, ""), ("tag", tags, "first"), ("permit", permits, ""), ("current version", current, "first") })
            {
                Assert.True(
                    Linearizability.Explain([.. calls], initial) is not null,
                    $"{where}: no order explains what was seen of the {what}:\n{string.Join("\n", calls.OrderBy(c => c.Begin).Select(c => $"{c.Begin} {c.End} {c.Shown} -> {c.Result}"))}");
            }

            return names.Count + tags.Count + permits.Count + current.Count;
        }

        /// <summary>A name is given once: the same content is fine, another isn't.</summary>
        private async Task NameAsync(SchemaRegistry registry, Random random, int client, int i)
        {
            var content = $"content {random.Next(3)}";
            await RecordAsync(
                names, random, $"push {content} as v", state => state.Length == 0 || state == content ? (content, "ok") : (state, "Conflict"),
                async token =>
                {
                    await registry.PushAsync(Push(repo, content, version: "v"), token);
                    return "ok";
                });
        }

        private async Task TagAsync(SchemaRegistry registry, Random random, int client, int i)
        {
            if (random.Next(2) == 0)
            {
                var version = $"t{client}-{i}";
                await RecordAsync(tags, random, $"tag {version}", _ => (version, "ok"), async token =>
                {
                    await registry.PushAsync(Push(repo, version, version: version, tag: "live"), token);
                    return "ok";
                });
                return;
            }

            await RecordAsync(tags, random, "resolve", state => (state, state), async token =>
                (await registry.ResolveAsync(repo, new(ReferenceKind.Tag, "live"), token)).Version);
        }

        /// <summary>A permit keeps others out until its deployment ended.</summary>
        private async Task PermitAsync(SchemaRegistry registry, Random random)
        {
            var begin = To("production", first, first.Fingerprint.Value);
            var isHeld = await RecordAsync(
                permits, random, $"request {begin.Id}", state => state.Length == 0 ? (begin.Id, "granted") : (state, "Conflict"),
                async token =>
                {
                    await registry.Gate.RequestPermitAsync(new(begin, null), token);
                    return "granted";
                },
                isCutOff: false);
            if (isHeld != "granted") return;
            await registry.BeginAsync(begin, Cancel);
            await RecordAsync(
                permits, random, $"end {begin.Id}", state => state == begin.Id ? ("", "ok") : (state, "wrong"),
                async token =>
                {
                    await registry.EndAsync(End(begin, DeploymentOutcome.NoAction, first.Fingerprint), token);
                    return "ok";
                },
                isCutOff: false);
        }

        private async Task CurrentAsync(SchemaRegistry registry, Random random, bool isWriter, int i)
        {
            if (isWriter)
            {
                var version = i % 2 == 0 ? second : first;
                var begin = To("staging", version);
                // While a deployment is open the database is on no version that is known.
                await RecordAsync(current, random, $"begin with {version.Version}", _ => ("null", "ok"), async token =>
                {
                    await registry.BeginAsync(begin, token);
                    return "ok";
                }, isCutOff: false);
                await RecordAsync(current, random, $"end with {version.Version}", _ => (version.Version, "ok"), async token =>
                {
                    await registry.EndAsync(End(begin, DeploymentOutcome.Passed, version.Fingerprint), token);
                    return "ok";
                }, isCutOff: false);
                return;
            }

            await RecordAsync(current, random, "read", state => (state, state), async token =>
                (await registry.ListTargetsAsync(repo, "staging", token))[0].CurrentVersion ?? "null");
        }

        /// <summary>Makes a call, one in six of them cut off after a moment, so that nobody hears what became of it.</summary>
        private static async Task<string?> RecordAsync(
            ConcurrentQueue<Call<string>> history, Random random, string shown, Func<string, (string, string)> apply,
            Func<CancellationToken, Task<string>> call, bool isCutOff = true)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            if (isCutOff && random.Next(6) == 0) cut.CancelAfter(TimeSpan.FromMilliseconds(random.Next(8)));
            var begin = Stopwatch.GetTimestamp();
            try
            {
                var result = await call(cut.Token);
                history.Enqueue(new(shown, begin, Stopwatch.GetTimestamp(), result, apply));
                return result;
            }
            catch (RegistryException refusal) when (refusal.Kind != RegistryProblem.Unavailable)
            {
                history.Enqueue(new(shown, begin, Stopwatch.GetTimestamp(), refusal.Kind.ToString(), apply));
                return refusal.Kind.ToString();
            }
            catch (Exception fault) when (fault is OperationCanceledException or RegistryException)
            {
                history.Enqueue(new(shown, begin, null, null, apply));
                return null;
            }
        }

        private DeploymentBegin To(string env, ResolvedVersion version, string? from = null) =>
            Begin(env, $"{repo}-{env}", version, from: from ?? "empty", repo: repo);
    }
}

public sealed class EmbeddedHistoryFacts() : HistoryFacts(new EmbeddedDoor());

[Collection("postgres")]
public sealed class PostgresHistoryFacts(PrivatePostgres server) : HistoryFacts(new PostgresDoor(server));
