using Atlas.Core.Planning;
using Atlas.Core.Registries;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class EvidenceFacts(IDoor door)
{
    [Fact]
    public async Task A_run_of_tests_is_recorded_on_its_version_with_one_event()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var report = Tested("myapp", version.Version, version.Digest, passed: ["users", "orders"]);
        var run = await world.Registry.RecordTestsAsync(report, Cancel);

        Assert.Equal((EvidenceOutcome.Passed, "ann", world.Clock.Now, true), (run.Outcome, run.Subject, run.At, run.IsWhole()));
        Assert.Equal(report, run.Report);
        Assert.Equal(run, Assert.Single(Assert.Single((await world.Registry.TraceAsync("myapp", null, Cancel)).Versions).Tests));
        Assert.Equal(run, await world.Registry.RecordTestsAsync(report, Cancel));
        Assert.Equal(["1"], await world.QueryAsync("SELECT COUNT(*) FROM atlas_event WHERE action = 'test.record'"));
    }

    [Fact]
    public async Task A_run_with_a_failed_case_failed_and_runs_are_listed_newest_first()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));
        await world.Registry.RecordTestsAsync(Tested("myapp", first.Version, first.Digest, ["one"], ["two"]), Cancel);
        world.Clock.Now = world.Clock.Now.AddMinutes(1);
        await world.Registry.RecordTestsAsync(
            Tested("myapp", second.Version, second.Digest, filter: "one") with { Cases = 3 }, Cancel);
        var all = await world.Registry.ListTestsAsync("myapp", null, new(), Cancel);

        Assert.Equal([second.Version, first.Version], all.Items.Select(r => r.Report.Version));
        Assert.Equal([EvidenceOutcome.Passed, EvidenceOutcome.Failed], all.Items.Select(r => r.Outcome));
        Assert.Equal([false, true], all.Items.Select(r => r.IsWhole()));
        Assert.Equal(1, (await world.Registry.ListTestsAsync("myapp", first.Version, new(), Cancel)).Total);
    }

    [Fact]
    public async Task What_was_not_tested_or_does_not_add_up_is_refused()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var report = Tested("myapp", version.Version, version.Digest);

        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.RecordTestsAsync(report with { Digest = Digest.Of("b"u8) }, Cancel));
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.RecordTestsAsync(report with { Passed = [] }, Cancel));
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.RecordTestsAsync(report with { Cases = 0 }, Cancel));
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.RecordTestsAsync(report with { Cases = 2 }, Cancel));
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.RecordTestsAsync(report with { Files = new("x") }, Cancel));
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.RecordTestsAsync(report with { Version = "v9" }, Cancel));
        await world.Registry.RecordTestsAsync(report, Cancel);
        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.RecordTestsAsync(report with { Passed = ["other"] }, Cancel));
        Assert.Equal(["1"], await world.QueryAsync("SELECT COUNT(*) FROM atlas_test_run"));
    }

    [Fact]
    public async Task A_validation_is_recorded_on_each_database_that_runs_the_version_with_one_event()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var one = await world.Registry.DeployAsync("staging", "one", version);
        var two = await world.Registry.DeployAsync("staging", "two", version);
        await world.Registry.DeployAsync("staging", "old", await world.Registry.PushAsync(Push("myapp", "b")));
        var report = Validated("staging", version.Version);
        var recorded = await world.Registry.ReportValidationAsync(report, Cancel);

        Assert.Equal(new[] { one.Id, two.Id }.Order(), recorded.Select(v => v.TargetId).Order());
        Assert.All(recorded, v => Assert.Equal((version.Digest, "ann", true), (v.Digest, v.Subject, v.IsStanding)));
        Assert.Equal(one.CurrentDeployment, recorded.Single(v => v.TargetId == one.Id).Deployment);
        Assert.Equal(recorded, await world.Registry.ReportValidationAsync(report, Cancel));
        Assert.Equal(["1"], await world.QueryAsync("SELECT COUNT(*) FROM atlas_event WHERE action = 'validation.report'"));
        Assert.Equal(2, (await world.Registry.ListValidationsAsync(new("myapp", "staging", version.Version), new(), Cancel)).Total);
        Assert.Equal(2, (await world.Registry.TraceAsync("myapp", version.Version, Cancel)).Versions[0].Validations.Count);
    }

    [Fact]
    public async Task A_failure_of_the_same_name_ends_an_earlier_pass_and_one_of_another_name_stands_beside_it()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        await world.Registry.ReportValidationAsync(Validated("staging", version.Version), Cancel);
        await world.Registry.ReportValidationAsync(Validated("staging", version.Version, name: "load"), Cancel);
        Assert.Equal(["load PASSED", "smoke PASSED"], await StandingAsync(world));
        await world.Registry.ReportValidationAsync(Validated("staging", version.Version, EvidenceOutcome.Failed), Cancel);

        Assert.Equal(["load PASSED", "smoke FAILED"], await StandingAsync(world));
        Assert.Equal(3, (await world.Registry.ListValidationsAsync(new("myapp", null, null), new(), Cancel)).Total);
    }

    [Fact]
    public async Task A_new_deployment_ends_an_earlier_pass_and_one_that_changed_nothing_does_not()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        await world.Registry.ReportValidationAsync(Validated("staging", version.Version), Cancel);
        await world.Registry.DeployAsync(Begin("staging", "one", version, from: "a"), DeploymentOutcome.NoAction, version.Fingerprint);
        Assert.Equal(["smoke PASSED"], await StandingAsync(world));

        var begin = Begin("staging", "one", version);
        await world.Registry.BeginAsync(begin, Cancel);
        Assert.Empty(await StandingAsync(world));
        await world.Registry.EndAsync(End(begin, DeploymentOutcome.Passed, version.Fingerprint), Cancel);
        Assert.Empty(await StandingAsync(world));
        await world.Registry.ReportValidationAsync(Validated("staging", version.Version), Cancel);
        Assert.Equal(["smoke PASSED"], await StandingAsync(world));
        await world.Registry.DeployAsync(Begin("staging", "one", version), DeploymentOutcome.Failed, version.Fingerprint);
        Assert.Empty(await StandingAsync(world));
    }

    [Fact]
    public async Task A_version_that_does_not_run_there_can_not_be_validated()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));
        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.ReportValidationAsync(Validated("staging", first.Version), Cancel));
        await world.Registry.DeployAsync("staging", "one", first);
        var refusal = await RefusedAsync(
            RegistryProblem.Conflict, () => world.Registry.ReportValidationAsync(Validated("staging", second.Version), Cancel));

        Assert.Contains($"\"one\" on {first.Version}", refusal.Message);
        refusal = await RefusedAsync(
            RegistryProblem.NotFound,
            () => world.Registry.ReportValidationAsync(Validated("staging", first.Version) with { Database = "ones" }, Cancel));
        Assert.Contains("Did you mean \"one\"?", refusal.Message);
        await RefusedAsync(
            RegistryProblem.Invalid,
            () => world.Registry.ReportValidationAsync(Validated("staging", first.Version) with { Url = "https://u:p@ci/1" }, Cancel));
    }

    private static async Task<IEnumerable<string>> StandingAsync(World world) =>
        Assert.Single(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)).Validations
            .Select(v => $"{v.Report.Name} {v.Report.Outcome.ToString().ToUpperInvariant()}");
}
