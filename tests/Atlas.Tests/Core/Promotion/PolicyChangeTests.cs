using Atlas.Core.Promotion;

namespace Atlas.Tests.Core.Promotion;

public sealed class PolicyChangeTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly PromotionRule Strict = new(
        "production", ["qa", "staging"], TimeSpan.FromHours(24), true, ["smoke"], true, 2, "agent", TimeSpan.FromHours(1),
        [new(At(20), At(25))], false, false);

    public static TheoryData<string, PromotionRule> Weaker => new()
    {
        { "from no longer names \"staging\"", Strict with { From = ["qa"] } },
        { "soak goes from 24h to 23h", Strict with { Soak = TimeSpan.FromHours(23) } },
        { "require_tests is switched off", Strict with { RequireTests = false } },
        { "validations no longer name \"smoke\"", Strict with { Validations = ["load"] } },
        { "require_plan is switched off", Strict with { RequirePlan = false } },
        { "approvals go from 2 to 1", Strict with { Approvals = 1 } },
        { "verified_by is no longer \"agent\"", Strict with { VerifiedBy = "other" } },
        { "verified_by is no longer \"agent\"", Strict with { VerifiedBy = null } },
        { "verified_within goes from 1h to 2h", Strict with { VerifiedWithin = TimeSpan.FromHours(2) } },
        { "verified_within goes from 1h to any age", Strict with { VerifiedWithin = null } },
        { "the freeze from 2026-12-20T00:00:00Z to 2026-12-25T00:00:00Z is opened", Strict with { Freezes = [] } },
        { "the freeze from 2026-12-20T00:00:00Z to 2026-12-25T00:00:00Z is opened", Strict with { Freezes = [new(At(20), At(22)), new(At(23), At(25))] } },
        { "same_digest is switched on", Strict with { SameDigest = true } },
        { "allow_older is switched on", Strict with { AllowOlder = true } },
    };

    public static TheoryData<PromotionRule> NotWeaker => new()
    {
        Strict,
        Strict with { From = ["qa", "staging", "canary"] },
        Strict with { Soak = TimeSpan.FromHours(48) },
        Strict with { Validations = ["load", "smoke"] },
        Strict with { Approvals = 3 },
        Strict with { VerifiedWithin = TimeSpan.FromMinutes(1) },
        Strict with { Freezes = [new(At(19), At(22)), new(At(21), At(26))] },
    };

    [Theory]
    [MemberData(nameof(Weaker))]
    public void What_lets_more_through_is_weaker_and_says_how(string how, PromotionRule rule)
    {
        Assert.Equal([$"\"production\": {how}"], PolicyChange.Weakenings(Policy(Strict), Policy(rule), Now));
        Assert.DoesNotContain(
            PolicyChange.Weakenings(Policy(rule with { VerifiedBy = null }), Policy(Strict with { SameDigest = false, Soak = TimeSpan.FromDays(9) }), Now),
            w => !w.Contains("freeze") && !w.Contains("validations"));
    }

    [Theory]
    [MemberData(nameof(NotWeaker))]
    public void What_demands_as_much_or_more_is_not(PromotionRule rule) =>
        Assert.Empty(PolicyChange.Weakenings(Policy(Strict), Policy(rule), Now));

    [Fact]
    public void An_environment_without_its_rule_is_weaker_and_one_with_a_first_rule_is_not()
    {
        Assert.Equal(["\"production\": is no longer protected"], PolicyChange.Weakenings(Policy(Strict), PromotionPolicy.None, Now));
        Assert.Empty(PolicyChange.Weakenings(PromotionPolicy.None, Policy(Strict), Now));
    }

    [Fact]
    public void A_freeze_that_is_over_does_not_count()
    {
        Assert.Empty(PolicyChange.Weakenings(Policy(Strict), Policy(Strict with { Freezes = [] }), At(25)));
        Assert.Empty(PolicyChange.Weakenings(Policy(Strict), Policy(Strict with { Freezes = [new(At(22), At(25))] }), At(23)));
    }

    private static PromotionPolicy Policy(PromotionRule rule) => new([rule]);

    private static DateTimeOffset At(int day) => new(2026, 12, day, 0, 0, 0, TimeSpan.Zero);
}
