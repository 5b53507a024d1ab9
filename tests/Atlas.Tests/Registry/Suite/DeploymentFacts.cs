using Atlas.Core.Registries;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class DeploymentFacts(IDoor door)
{
    [Fact]
    public async Task A_target_is_on_the_version_that_inspection_found()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var target = await world.Registry.DeployAsync("staging", "one", version);

        Assert.Equal((TargetStatus.Synced, version.Version, version.Version), (target.Status, target.CurrentVersion, target.LastVersion));
        Assert.Equal((version.Digest, version.Sequence, false), (target.Digest, target.CurrentSequence, target.IsDrifted));
        Assert.Equal(world.Clock.Now, target.DeployedAt);
    }

    [Fact]
    public async Task How_far_a_deployment_is_can_be_seen_until_it_ends_and_never_goes_back()
    {
        await using var world = await World.OpenAsync(door);
        var begin = Begin("staging", "one", await world.Registry.PushAsync(Push("myapp", "a"))) with
        {
            Statements = ["SELECT 1", "SELECT 2"],
        };
        await world.Registry.BeginAsync(begin, Cancel);
        var silent = await world.Registry.GetDeploymentAsync(begin.Id, Cancel);
        await world.Registry.ReportProgressAsync(new(begin.Id, [1.5, 2], world.Clock.Now.AddYears(1)), Cancel);
        await world.Registry.ReportProgressAsync(new(begin.Id, [1.5], default), Cancel);
        var running = await world.Registry.GetDeploymentAsync(begin.Id, Cancel);
        await RefusedAsync(
            RegistryProblem.Invalid, () => world.Registry.ReportProgressAsync(new(begin.Id, [1, 2, 3], default), Cancel));
        await RefusedAsync(
            RegistryProblem.NotFound,
            () => world.Registry.ReportProgressAsync(new("01ARZ3NDEKTSV4RRFFQ69G5FAV", [], default), Cancel));
        await world.Registry.EndAsync(End(begin, DeploymentOutcome.Passed, begin.ToFingerprint), Cancel);
        await world.Registry.ReportProgressAsync(new(begin.Id, [1.5, 2], default), Cancel);

        Assert.Null(silent.Progress);
        Assert.Equal(new DeploymentProgress(begin.Id, [1.5, 2], world.Clock.Now), running.Progress);
        Assert.Null((await world.Registry.GetDeploymentAsync(begin.Id, Cancel)).Progress);
    }

    [Fact]
    public async Task A_newer_push_makes_a_target_pending()
    {
        await using var world = await World.OpenAsync(door);
        var target = await world.Registry.DeployAsync("staging", "one", await world.Registry.PushAsync(Push("myapp", "a")));
        await world.Registry.PushAsync(Push("myapp", "b"));

        Assert.Equal(TargetStatus.Pending, (await world.Registry.GetDatabaseAsync(target.Id, Cancel)).Status);
    }

    [Fact]
    public async Task Finding_something_else_than_the_version_leaves_no_current_version()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var target = await world.Registry.DeployAsync(Begin("staging", "one", version), DeploymentOutcome.Passed, Print("other"));

        Assert.Equal((TargetStatus.Unknown, null, version.Version, true), (target.Status, target.CurrentVersion, target.LastVersion, target.IsDrifted));
    }

    [Fact]
    public async Task Nothing_to_do_still_sets_the_version_that_inspection_found()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var again = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var target = await world.Registry.DeployAsync(
            Begin("staging", "one", again, from: "a"), DeploymentOutcome.NoAction, again.Fingerprint);

        Assert.Equal((TargetStatus.Synced, again.Version), (target.Status, target.CurrentVersion));
    }

    [Fact]
    public async Task A_failure_keeps_the_version_only_while_inspection_still_finds_it()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));
        await world.Registry.DeployAsync("staging", "one", first);
        var rolledBack = await world.Registry.DeployAsync(
            Begin("staging", "one", second, from: "a"), DeploymentOutcome.Failed, first.Fingerprint);
        var halfway = await world.Registry.DeployAsync(Begin("staging", "one", second, from: "a"), DeploymentOutcome.Failed, Print("half"));

        Assert.Equal((TargetStatus.Failed, first.Version, second.Version), (rolledBack.Status, rolledBack.CurrentVersion, rolledBack.LastVersion));
        Assert.Equal((TargetStatus.Failed, null, second.Version), (halfway.Status, halfway.CurrentVersion, halfway.LastVersion));
    }

    [Fact]
    public async Task A_failure_that_nobody_could_inspect_leaves_no_current_version()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", first);
        var target = await world.Registry.DeployAsync(Begin("staging", "one", first, from: "a"), DeploymentOutcome.Failed, null);

        Assert.Null(target.CurrentVersion);
    }

    [Fact]
    public async Task A_partial_deployment_is_no_source_of_promotion()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var target = await world.Registry.DeployAsync(
            Begin("staging", "one", version) with { IsPartial = true }, DeploymentOutcome.Passed, version.Fingerprint);

        Assert.Equal((null, version.Version, false), (target.CurrentVersion, target.LastVersion, target.IsDrifted));
    }

    [Fact]
    public async Task What_is_not_from_the_registry_leaves_no_current_version_even_where_it_is_equal()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var target = await world.Registry.DeployAsync(
            Begin("staging", "one", null, from: "a", to: "a"), DeploymentOutcome.Passed, Print("a"));

        Assert.Equal((null, version.Version), (target.CurrentVersion, target.LastVersion));
    }

    [Fact]
    public async Task A_begin_without_an_end_makes_the_target_unknown_until_it_is_settled()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));
        await world.Registry.DeployAsync("staging", "one", first);
        var begin = Begin("staging", "one", second, from: "a");
        await world.Registry.BeginAsync(begin, Cancel);
        var open = await world.Registry.FindTargetAsync("myapp", "staging", begin.Target.Identity, Cancel);
        var settled = await world.Registry.SettleAsync(
            new("myapp", "staging", begin.Target.Identity, second.Fingerprint, new()), Cancel);

        Assert.NotNull(open);
        Assert.Equal((TargetStatus.Unknown, null, null, begin.Id), (open.Status, open.CurrentVersion, open.Digest, open.OpenDeployment));
        Assert.Equal((TargetStatus.Synced, second.Version, null), (settled.Status, settled.CurrentVersion, settled.OpenDeployment));
        var deployment = await world.Registry.GetDeploymentAsync(begin.Id, Cancel);
        Assert.Equal((DeploymentOutcome.Passed, null), (deployment.Outcome, deployment.End));
    }

    [Fact]
    public async Task Settling_at_the_state_before_keeps_the_version_before()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));
        await world.Registry.DeployAsync("staging", "one", first);
        var begin = Begin("staging", "one", second, from: "a");
        await world.Registry.BeginAsync(begin, Cancel);
        var settled = await world.Registry.SettleAsync(new("myapp", "staging", begin.Target.Identity, first.Fingerprint, new()), Cancel);

        Assert.Equal((TargetStatus.Failed, first.Version), (settled.Status, settled.CurrentVersion));
    }

    [Fact]
    public async Task An_end_after_the_target_was_settled_and_deployed_again_changes_no_state()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));
        var lost = Begin("staging", "one", first);
        await world.Registry.BeginAsync(lost, Cancel);
        var target = await world.Registry.DeployAsync(Begin("staging", "one", second, from: "a"), DeploymentOutcome.Passed, second.Fingerprint);
        await world.Registry.EndAsync(End(lost, DeploymentOutcome.Passed, first.Fingerprint), Cancel);

        Assert.Equal(target with { }, await world.Registry.GetDatabaseAsync(target.Id, Cancel));
        Assert.NotNull((await world.Registry.GetDeploymentAsync(lost.Id, Cancel)).End);
    }

    [Fact]
    public async Task Both_events_are_idempotent_by_the_id()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var begin = Begin("staging", "one", version);
        var end = End(begin, DeploymentOutcome.Passed, version.Fingerprint);
        var begun = await world.Registry.BeginAsync(begin, Cancel);
        var begunAgain = await world.Registry.BeginAsync(begin, Cancel);
        var ended = await world.Registry.EndAsync(end, Cancel);
        var endedAgain = await world.Registry.EndAsync(end, Cancel);

        Assert.Equal((begun, ended), (begunAgain, endedAgain));
        Assert.Equal((1L, 2L), (begun.Sequence, ended.Sequence));
        Assert.Equal("2", Assert.Single(await world.QueryAsync("SELECT COUNT(*) FROM atlas_event WHERE action LIKE 'deployment.%'")));
        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(begin with { FromFingerprint = Print("x") }, Cancel));
        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.EndAsync(end with { Outcome = DeploymentOutcome.Failed }, Cancel));
    }

    [Theory]
    [InlineData(DeploymentOutcome.DryRun)]
    [InlineData(DeploymentOutcome.Blocked)]
    public async Task Attempts_are_recorded_and_change_no_target(DeploymentOutcome outcome)
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));
        var before = await world.Registry.DeployAsync("staging", "one", first);
        world.Clock.Now = world.Clock.Now.AddHours(1);
        foreach (var database in new[] { "one", "never" })
        {
            var begin = Begin("staging", database, second, from: "a");
            var receipt = await world.Registry.RecordAttemptAsync(begin, End(begin, outcome, null), Cancel);
            Assert.Equal((begin.Id, 0L), (receipt.Id, receipt.Sequence));
            Assert.Equal(outcome, (await world.Registry.GetDeploymentAsync(begin.Id, Cancel)).Outcome);
        }

        Assert.Equal(before, Assert.Single(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)));
    }

    [Fact]
    public async Task A_deployment_does_not_end_as_an_attempt_nor_an_attempt_as_a_deployment()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var begin = Begin("staging", "one", version);
        await world.Registry.BeginAsync(begin, Cancel);

        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.EndAsync(End(begin, DeploymentOutcome.DryRun, null), Cancel));
        await RefusedAsync(
            RegistryProblem.Invalid, () => world.Registry.RecordAttemptAsync(begin, End(begin, DeploymentOutcome.Passed, null), Cancel));
    }

    [Fact]
    public async Task A_digest_that_is_not_the_versions_is_refused()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));

        await RefusedAsync(
            RegistryProblem.Conflict, () => world.Registry.BeginAsync(Begin("staging", "one", first) with { ToDigest = second.Digest }, Cancel));
    }

    [Fact]
    public async Task A_database_of_another_driver_is_refused()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var begin = Begin("staging", "one", version);

        await RefusedAsync(
            RegistryProblem.Conflict, () => world.Registry.BeginAsync(begin with { Target = begin.Target with { Driver = "postgres" } }, Cancel));
    }

    [Fact]
    public async Task A_url_with_a_password_is_refused_without_repeating_it()
    {
        await using var world = await World.OpenAsync(door);
        var begin = Begin("staging", "one", await world.Registry.PushAsync(Push("myapp", "a")));
        var refusal = await RefusedAsync(
            RegistryProblem.Invalid,
            () => world.Registry.BeginAsync(begin with { Target = begin.Target with { Url = "postgres://me:hunter2@db/app" } }, Cancel));

        Assert.DoesNotContain("hunter2", refusal.ToString());
    }

    [Fact]
    public async Task Deployments_are_listed_newest_first_and_filtered()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "Orders_1", version);
        world.Clock.Now = world.Clock.Now.AddMinutes(1);
        await world.Registry.DeployAsync(Begin("production", "orders", version), DeploymentOutcome.Failed, null);
        world.Clock.Now = world.Clock.Now.AddMinutes(1);
        var blocked = Begin("production", "orders", version);
        await world.Registry.RecordAttemptAsync(blocked, End(blocked, DeploymentOutcome.Blocked, null), Cancel);

        Assert.Equal(
            [DeploymentOutcome.Blocked, DeploymentOutcome.Failed, DeploymentOutcome.Passed], await OutcomesAsync(new(null, null, null, [])));
        Assert.Equal(
            [DeploymentOutcome.Blocked, DeploymentOutcome.Failed], await OutcomesAsync(new(null, null, null, [DeploymentOutcome.Failed])));
        Assert.Equal([DeploymentOutcome.Blocked], await OutcomesAsync(new(null, null, null, [DeploymentOutcome.Blocked])));
        Assert.Equal([DeploymentOutcome.Passed], await OutcomesAsync(new("myapp", "staging", "orders_", [])));
        Assert.Empty(await OutcomesAsync(new(null, null, "o%s", [])));

        async Task<IEnumerable<DeploymentOutcome>> OutcomesAsync(DeploymentFilter filter) =>
            (await world.Registry.ListDeploymentsAsync(filter, new(), Cancel)).Items.Select(d => d.Outcome);
    }

    [Fact]
    public async Task A_deployment_keeps_all_that_was_said_of_it()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var begin = Begin("staging", "one", version);
        var end = End(begin, DeploymentOutcome.Failed, null, "constraint failed");
        await world.Registry.BeginAsync(begin, Cancel);
        await world.Registry.EndAsync(end, Cancel);
        var deployment = await world.Registry.GetDeploymentAsync(begin.Id, Cancel);

        Assert.Equal((begin, end, DeploymentOutcome.Failed), (deployment.Begin, deployment.End, deployment.Outcome));
    }

    [Fact]
    public async Task A_trace_shows_each_versions_way()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "b"));
        await world.Registry.DeployAsync("staging", "one", first);
        world.Clock.Now = world.Clock.Now.AddMinutes(1);
        await world.Registry.DeployAsync("production", "two", first);
        var trace = await world.Registry.TraceAsync("myapp", null, Cancel);
        var only = await world.Registry.TraceAsync("myapp", first.Version, Cancel);

        Assert.Equal([second.Version, first.Version], trace.Versions.Select(v => v.Version.Version));
        Assert.Empty(trace.Versions[0].Deployments);
        Assert.Equal(["staging", "production"], trace.Versions[1].Deployments.Select(d => d.Begin.Env));
        Assert.Equal(["staging", "production"], Assert.Single(only.Versions).Deployments.Select(d => d.Begin.Env));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var world = await World.OpenAsync(door);
        var begin = Begin("staging", "one", await world.Registry.PushAsync(Push("myapp", "a")));

        Assert.Contains("migration not found", (await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.GetDeploymentAsync(begin.Id, Cancel))).Message);
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.EndAsync(End(begin, DeploymentOutcome.Passed, null), Cancel));
        Assert.Contains("database not found", (await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.GetDatabaseAsync("x", Cancel))).Message);
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.BeginAsync(begin with { Repo = "other" }, Cancel));
    }
}
