using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class PolicyFacts(IDoor door)
{
    private static readonly PromotionRule Production = PromotionRule.Of("production") with
    {
        From = ["staging"],
        Soak = TimeSpan.FromHours(24),
    };

    [Fact]
    public async Task A_first_policy_is_in_force_at_once_and_protects_its_environments()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a"));
        Assert.Null(await world.Registry.Gate.GetPolicyAsync("myapp", Cancel));
        var applied = await world.Registry.Gate.ApplyPolicyAsync("myapp", new([Production]), Cancel);
        var again = await world.Registry.Gate.ApplyPolicyAsync("myapp", new([Production]), Cancel);

        Assert.Equal((1L, PolicyState.InForce, "ann", "ann"), (applied.Number, applied.State, applied.ProposedBy, applied.DecidedBy));
        Assert.Equal(applied, again);
        Assert.Equal(applied, await world.Registry.Gate.GetPolicyAsync("myapp", Cancel));
        Assert.Equal(["production"], (await world.Registry.GetRepoAsync("myapp", Cancel)).ProtectedEnvs);
        Assert.Equal(["policy.enforce", "policy.propose"], await world.QueryAsync("SELECT action FROM atlas_event WHERE action LIKE 'policy.%' ORDER BY action"));
    }

    [Fact]
    public async Task What_weakens_the_policy_waits_for_a_second_person()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a"));
        var gate = world.Registry.Gate;
        var first = await gate.ApplyPolicyAsync("myapp", new([Production]), Cancel);
        var weaker = await gate.ApplyPolicyAsync("myapp", new([Production with { Soak = TimeSpan.FromHours(1) }]), Cancel);

        Assert.Equal(PolicyState.Pending, weaker.State);
        Assert.Equal(["\"production\": soak goes from 24h to 1h"], weaker.Weakens);
        Assert.Equal(first, await gate.GetPolicyAsync("myapp", Cancel));
        await RefusedAsync(RegistryProblem.Forbidden, () => gate.DecidePolicyAsync("myapp", weaker.Number, isApproved: true, Cancel));
        var approved = await As(world, "bob").Gate.DecidePolicyAsync("myapp", weaker.Number, isApproved: true, Cancel);

        Assert.Equal((PolicyState.InForce, "ann", "bob"), (approved.State, approved.ProposedBy, approved.DecidedBy));
        Assert.Equal(
            [(2L, PolicyState.InForce), (1L, PolicyState.Replaced)],
            (await gate.ListPoliciesAsync("myapp", Cancel)).Select(r => (r.Number, r.State)));
        await RefusedAsync(RegistryProblem.Conflict, () => gate.DecidePolicyAsync("myapp", weaker.Number, isApproved: false, Cancel));
    }

    [Fact]
    public async Task A_proposal_is_withdrawn_or_replaced_and_then_can_not_be_approved()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a"));
        var gate = world.Registry.Gate;
        await gate.ApplyPolicyAsync("myapp", new([Production]), Cancel);
        var first = await gate.ApplyPolicyAsync("myapp", PromotionPolicy.None, Cancel);
        var second = await gate.ApplyPolicyAsync("myapp", new([Production with { From = [], Soak = TimeSpan.Zero }]), Cancel);
        await gate.ApplyPolicyAsync("myapp", new([Production with { Soak = TimeSpan.FromHours(48) }]), Cancel);

        foreach (var lapsed in new[] { first, second })
            await RefusedAsync(RegistryProblem.Conflict, () => As(world, "bob").Gate.DecidePolicyAsync("myapp", lapsed.Number, isApproved: true, Cancel));
        var third = await gate.ApplyPolicyAsync("myapp", PromotionPolicy.None, Cancel);
        Assert.Equal(PolicyState.Rejected, (await gate.DecidePolicyAsync("myapp", third.Number, isApproved: false, Cancel)).State);
        Assert.Equal(["production"], (await world.Registry.GetRepoAsync("myapp", Cancel)).ProtectedEnvs);
    }

    [Fact]
    public async Task What_nobody_would_check_is_refused_by_name()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a"));
        var refusal = await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.Gate.ApplyPolicyAsync(
            "myapp", new([Production with { Approvals = 2 }]), Cancel));

        Assert.Contains("asks for approvals of a plan, and wants no plan", refusal.Message);
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.Gate.ApplyPolicyAsync("myapp", new([Production, Production]), Cancel));
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.Gate.ApplyPolicyAsync("myapp", new([Production with { From = ["production"] }]), Cancel));
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.Gate.ApplyPolicyAsync("other", new([Production]), Cancel));
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.Gate.DecidePolicyAsync("myapp", 7, isApproved: true, Cancel));
    }

    private static BoundRegistry As(World world, string name) => new(
        world.Rules, EmbeddedRegistry.Owner(name), RegistryLinks.Embedded, "", isEmbedded: true);
}
