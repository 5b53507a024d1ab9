using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Tests.Core.Promotion;

public sealed class PolicyHindsightTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly Fingerprint Found = new("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");

    [Fact]
    public void A_deployment_whose_version_was_in_the_source_long_enough_stands()
    {
        var policy = new PromotionPolicy([PromotionRule.Of("production") with { From = ["staging"], Soak = TimeSpan.FromHours(2) }]);
        var judged = Judge(policy, Deploy("1", "staging", Noon), Deploy("1", "production", Noon.AddHours(3)));

        Assert.Empty(Assert.Single(judged).Refusals);
    }

    [Fact]
    public void Each_reason_is_named()
    {
        var policy = new PromotionPolicy([PromotionRule.Of("production") with
        {
            From = ["staging"], Soak = TimeSpan.FromHours(2), RequireTests = true, RequirePlan = true, Validations = ["smoke"],
            Freezes = [new(Noon.AddHours(2), Noon.AddHours(4))],
        }]);
        var refusals = string.Join("\n", Judge(
            policy, Deploy("1", "staging", Noon.AddHours(2)), Deploy("1", "production", Noon.AddHours(3)))[0].Refusals);

        Assert.Contains("frozen until 2026-06-10T16:00:00Z", refusals);
        Assert.Contains("no approved plan", refusals);
        Assert.Contains("no passing run of its schema tests", refusals);
        Assert.Contains("(database \"staging\") was on version 1 since 2026-06-10T14:00:00Z only; the policy wants 2h", refusals);
        Assert.Contains("no passed validation \"smoke\"", refusals);
    }

    [Fact]
    public void What_the_source_was_on_is_what_counts_and_going_back_is_seen()
    {
        var policy = new PromotionPolicy([PromotionRule.Of("production") with { From = ["staging"] }]);
        var judged = Judge(
            policy, Deploy("2", "production", Noon), Deploy("2", "staging", Noon.AddHours(1)),
            Deploy("1", "production", Noon.AddHours(2)));

        Assert.Equal(
            "It went back from version 2 (allow_older).\n\"staging\" (database \"staging\") was on version 2, not on 1.",
            string.Join("\n", judged[0].Refusals));
        Assert.Equal(
            "\"staging\" had no database that counts: nothing was validated there.", string.Join("\n", judged[1].Refusals));
    }

    [Fact]
    public void Attempts_and_failures_are_not_judged_and_other_environments_are_free()
    {
        var policy = new PromotionPolicy([PromotionRule.Of("production") with { From = ["staging"] }]);
        Assert.Empty(Judge(
            policy, Deploy("1", "staging", Noon), Deploy("1", "production", Noon, DeploymentOutcome.Blocked),
            Deploy("1", "production", Noon, DeploymentOutcome.Failed)));
    }

    private static Seq<JudgedDeployment> Judge(PromotionPolicy policy, params Deployment[] deployments) => PolicyHindsight.Judge(
        policy, new(deployments.ToSeq(), [], [], new Dictionary<string, long> { ["1"] = 1, ["2"] = 2 }));

    private static Deployment Deploy(
        string version, string env, DateTimeOffset at, DeploymentOutcome outcome = DeploymentOutcome.Passed)
    {
        var begin = new DeploymentBegin(
            $"{at.Ticks}{env}", "myapp", env, new($"sqlite:{env}", env, "", "sqlite"), null, new("x"), version, null, Found, 0, false,
            ["SELECT 1"], [], new());
        var end = new DeploymentEnd(begin.Id, "myapp", env, outcome, Found, [], false, null, new());
        return new(begin, end, outcome, env, "ann", at, at, "");
    }
}
