using System.Security.Cryptography;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class VerificationFacts(IDoor door)
{
    private static readonly PromotionRule Production = PromotionRule.Of("production") with
    {
        From = ["staging"],
        VerifiedBy = "agent",
        VerifiedWithin = TimeSpan.FromHours(1),
    };

    [Fact]
    public async Task What_is_reported_is_not_verified_until_somebody_else_saw_it()
    {
        await using var world = await World.OpenAsync(door);
        using var agent = new Agent(world, "agent");
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.Gate.ApplyPolicyAsync("myapp", new([Production]), Cancel);
        var reported = await world.Registry.DeployAsync("staging", "one", version);
        Assert.Null(reported.VerifiedBy);
        Assert.Contains("was reported to be on its version, and nobody verified it since", await ReasonAsync(world, version));
        var verification = await agent.SeeAsync(version.Fingerprint);

        Assert.Equal((VerificationVerdict.Confirmed, version.Version, "agent"), (verification.Verdict, verification.Version, verification.Subject));
        var verified = await world.Registry.GetDatabaseAsync(reported.Id, Cancel);
        Assert.Equal(("agent", world.Clock.Now, version.Version), (verified.VerifiedBy, verified.VerifiedAt, verified.CurrentVersion));
        Assert.Equal("", await ReasonAsync(world, version));
        world.Clock.Now = world.Clock.Now.AddMinutes(61);
        Assert.Contains("longer ago than 1h (verified_within)", await ReasonAsync(world, version));
        using var other = new Agent(world, "other");
        await other.SeeAsync(version.Fingerprint);
        Assert.Contains("was verified by \"other\", and the policy wants \"agent\"", await ReasonAsync(world, version));
        await agent.SeeAsync(version.Fingerprint);
        await world.Registry.DeployAsync(Begin("staging", "one", version, from: "a"), DeploymentOutcome.NoAction, version.Fingerprint);
        Assert.Contains("nobody verified it since", await ReasonAsync(world, version));
    }

    [Fact]
    public async Task Drift_shows_its_difference_takes_the_version_away_and_ends_when_the_version_is_back()
    {
        await using var world = await World.OpenAsync(door);
        using var agent = new Agent(world, "agent");
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.Gate.ApplyPolicyAsync("myapp", new([Production with { VerifiedBy = null, VerifiedWithin = null, Soak = TimeSpan.FromHours(1) }]), Cancel);
        var target = await world.Registry.DeployAsync("staging", "one", version);
        world.Clock.Now = world.Clock.Now.AddHours(2);
        Assert.Equal("", await ReasonAsync(world, version));
        Assert.Equal(VerificationVerdict.Drifted, (await agent.SeeAsync(Print("by hand"), "DROP INDEX by_hand;")).Verdict);
        var drifted = await world.Registry.GetDatabaseAsync(target.Id, Cancel);

        Assert.Equal((true, null, version.Version, "DROP INDEX by_hand;"), (drifted.IsDrifted, drifted.CurrentVersion, drifted.LastVersion, drifted.Difference));
        Assert.Contains("has drifted", await ReasonAsync(world, version));
        Assert.Equal(["target.drift"], await world.QueryAsync("SELECT action FROM atlas_event WHERE action LIKE 'target.%'"));
        await agent.SeeAsync(version.Fingerprint);
        var back = await world.Registry.GetDatabaseAsync(target.Id, Cancel);
        Assert.Equal((false, version.Version, null), (back.IsDrifted, back.CurrentVersion, back.Difference));
        Assert.Contains("without interruption", await ReasonAsync(world, version));
    }

    [Fact]
    public async Task Nobody_vouches_for_their_own_deployments_with_another_key_or_without_a_signature()
    {
        await using var world = await World.OpenAsync(door);
        using var agent = new Agent(world, "agent");
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        foreach (var scope in new[] { "push", "plan", "approve", "deploy:production", "admin", "break-glass" })
        {
            using var both = new Agent(world, "agent", scope);
            Assert.Contains($"has the scope \"{scope}\" as well", (await RefusedAsync(RegistryProblem.Forbidden, () => both.SeeAsync(version.Fingerprint))).Message);
        }

        await agent.SeeAsync(version.Fingerprint);
        using var thief = new Agent(world, "agent");
        Assert.Contains("signs with another key than before", (await RefusedAsync(RegistryProblem.Forbidden, () => thief.SeeAsync(version.Fingerprint))).Message);
        var seen = agent.Sign(await agent.LookAsync(version.Fingerprint));
        foreach (var forged in new[]
        {
            seen with { Observation = seen.Observation with { Found = Print("x") } },
            seen with { Observation = seen.Observation with { Difference = "x" } },
            seen with { Signature = "" },
            seen with { PublicKey = "AAAA" },
        })
            await RefusedAsync(RegistryProblem.Invalid, () => agent.Gate.VerifyAsync(forged, Cancel));
        Assert.Equal(await agent.Gate.VerifyAsync(seen, Cancel), await agent.Gate.VerifyAsync(seen, Cancel));
        await world.Registry.DeployAsync(Begin("staging", "one", version, from: "a"), DeploymentOutcome.NoAction, version.Fingerprint);
        await RefusedAsync(RegistryProblem.Conflict, () => agent.Gate.VerifyAsync(agent.Sign(seen.Observation with { Id = Ulid.NewUlid().ToString() }), Cancel));
    }

    [Fact]
    public async Task What_is_on_no_version_is_neither_confirmed_nor_drifted()
    {
        await using var world = await World.OpenAsync(door);
        using var agent = new Agent(world, "agent");
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync(Begin("staging", "one", null, to: "a"), DeploymentOutcome.Passed, version.Fingerprint);

        Assert.Equal(VerificationVerdict.NoVersion, (await agent.SeeAsync(version.Fingerprint)).Verdict);
        Assert.Null((await world.Registry.ListTargetsAsync("myapp", "staging", Cancel))[0].CurrentVersion);
        Assert.Null(await agent.Gate.WatchAsync("myapp", "production", "sqlite:one", false, Cancel));
    }

    private static async Task<string> ReasonAsync(World world, ResolvedVersion version) =>
        string.Join("\n", (await world.Registry.Gate.ExamineAsync(Begin("production", "two", version), Cancel)).Refusals);

    /// <summary>An agent with a key of its own, that looks at one database.</summary>
    private sealed class Agent(World world, string name, params string[] more) : IDisposable
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public PromotionGate Gate { get; } = new BoundRegistry(
            world.Rules, new Subject(name, "local", [Scopes.Verify, Scopes.Read, .. more], null), RegistryLinks.Embedded, "", isEmbedded: true).Gate;

        public async Task<Verification> SeeAsync(Fingerprint found, string difference = "") =>
            await Gate.VerifyAsync(Sign(await LookAsync(found, difference)), Cancel);

        public async Task<Observation> LookAsync(Fingerprint found, string difference = "")
        {
            var watched = await Gate.WatchAsync("myapp", "staging", "sqlite:one", withContent: true, Cancel);
            return new(Ulid.NewUlid().ToString(), "myapp", "staging", "sqlite:one", watched!.Sequence, found, difference, world.Clock.Now);
        }

        public SignedObservation Sign(Observation seen) => new(
            seen, Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo()),
            Convert.ToBase64String(_key.SignData(seen.ToBytes(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));

        public void Dispose() => _key.Dispose();
    }
}
