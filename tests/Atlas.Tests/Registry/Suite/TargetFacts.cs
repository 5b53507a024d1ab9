using Atlas.Core.Registries;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class TargetFacts(IDoor door)
{
    [Fact]
    public async Task The_least_advanced_target_is_first()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a", version: "z-first"));
        var second = await world.Registry.PushAsync(Push("myapp", "b", version: "a-second"));
        await world.Registry.DeployAsync("staging", "b2", second);
        await world.Registry.DeployAsync("staging", "a2", second);
        await world.Registry.DeployAsync("staging", "c1", first);
        await world.Registry.DeployAsync(Begin("staging", "d0", first), DeploymentOutcome.Failed, null);

        Assert.Equal(["d0", "c1", "a2", "b2"], (await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)).Select(t => t.Name));
    }

    [Fact]
    public async Task An_environment_that_nobody_deployed_to_is_empty_and_a_misspelt_one_is_refused()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));

        Assert.Empty(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel));
        await world.Registry.DeployAsync("staging", "one", version);
        await world.Registry.DeployAsync("qa1", "two", version);
        Assert.Empty(await world.Registry.ListTargetsAsync("myapp", "production", Cancel));
        Assert.Empty(await world.Registry.ListTargetsAsync("myapp", "qa2", Cancel));
        Assert.Empty(await world.Registry.ListTargetsAsync("myapp", "uat", Cancel));
        foreach (var slip in new[] { "stagin", "stagign", "stgaing", "Staging" })
        {
            var refusal = await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.ListTargetsAsync("myapp", slip, Cancel));
            Assert.Contains("\"staging\"", refusal.Message);
        }

        var repo = await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.ListTargetsAsync("myap", "staging", Cancel));
        Assert.Contains("\"myapp\"", repo.Message);
    }

    [Fact]
    public async Task One_database_in_two_environments_is_refused_and_can_be_accepted_as_moved()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var staging = await world.Registry.DeployAsync("staging", "one", version);
        var begin = Begin("production", "one", version, from: "a");
        var refusal = await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(begin, Cancel));

        Assert.Contains($"atlas cloud database accept --id {staging.Id} --move", refusal.Message);
        Assert.Contains("--copy", refusal.Message);
        var moved = await world.Registry.AcceptDatabaseAsync(staging.Id, AcceptKind.Move, Cancel);
        Assert.Equal((staging.Id, "production", version.Version), (moved.Id, moved.Env, moved.CurrentVersion));
        await world.Registry.BeginAsync(begin, Cancel);
        Assert.Empty(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel));
    }

    [Fact]
    public async Task One_database_in_two_environments_can_be_accepted_as_a_copy()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var staging = await world.Registry.DeployAsync("staging", "one", version);
        var begin = Begin("production", "one", version, from: "a");
        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(begin, Cancel));
        var copy = await world.Registry.AcceptDatabaseAsync(staging.Id, AcceptKind.Copy, Cancel);

        Assert.Equal(("production", null, TargetStatus.Unknown), (copy.Env, copy.CurrentVersion, copy.Status));
        await world.Registry.DeployAsync(begin, DeploymentOutcome.NoAction, version.Fingerprint);
        Assert.Equal(version.Version, (await world.Registry.GetDatabaseAsync(copy.Id, Cancel)).CurrentVersion);
        Assert.Equal(staging, Assert.Single(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)));
    }

    [Fact]
    public async Task A_known_url_that_leads_to_another_database_is_refused_until_it_is_accepted_as_moved()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var before = await world.Registry.DeployAsync("staging", "one", version);
        var begin = Begin("staging", "one", version);
        begin = begin with { Target = begin.Target with { Identity = "sqlite:restored" } };
        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(begin, Cancel));
        var moved = await world.Registry.AcceptDatabaseAsync(before.Id, AcceptKind.Move, Cancel);

        Assert.Equal((before.Id, "sqlite:restored", null, version.Version), (moved.Id, moved.Identity, moved.CurrentVersion, moved.LastVersion));
        await world.Registry.DeployAsync(begin, DeploymentOutcome.Passed, version.Fingerprint);
        Assert.Equal(version.Version, Assert.Single(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)).CurrentVersion);
    }

    [Fact]
    public async Task A_production_url_that_points_at_staging_is_refused()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        await world.Registry.DeployAsync("production", "two", version);
        var wrong = Begin("production", "one", version) with { Target = Database("two") with { Identity = Database("one").Identity } };
        var refusal = await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.BeginAsync(wrong, Cancel));

        Assert.Contains("\"staging\"", refusal.Message);
    }

    [Fact]
    public async Task Two_urls_of_one_database_are_one_target()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        var begin = Begin("staging", "one", version, from: "a");
        var target = await world.Registry.DeployAsync(
            begin with { Target = begin.Target with { Url = "sqlite://./one.db" } }, DeploymentOutcome.NoAction, version.Fingerprint);
        await world.Registry.DeployAsync("staging", "one", version);

        Assert.Equal(target.Id, Assert.Single(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)).Id);
    }

    [Fact]
    public async Task There_is_nothing_to_accept_where_nothing_was_refused()
    {
        await using var world = await World.OpenAsync(door);
        var target = await world.Registry.DeployAsync("staging", "one", await world.Registry.PushAsync(Push("myapp", "a")));

        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.AcceptDatabaseAsync(target.Id, AcceptKind.Move, Cancel));
    }

    [Fact]
    public async Task An_archived_target_counts_again_when_somebody_deploys_to_it()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var target = await world.Registry.DeployAsync("staging", "one", version);
        Assert.True((await world.Registry.ArchiveDatabaseAsync(target.Id, Cancel)).IsArchived);
        Assert.Empty(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel));
        Assert.Equal(0, (await world.Registry.ListDatabasesAsync(DatabaseFilter.All, new(), Cancel)).Total);
        await world.Registry.DeployAsync("staging", "one", version);

        Assert.Equal(target.Id, Assert.Single(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)).Id);
    }

    [Fact]
    public async Task Databases_are_listed_by_environment_and_counted_in_the_repo()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", version);
        await world.Registry.DeployAsync("production", "two", version);
        await world.Registry.DeployAsync(Begin("production", "three", version), DeploymentOutcome.Failed, null);

        Assert.Equal(["two"], (await world.Registry.ListDatabasesAsync(new("production", []), new(2, 1), Cancel)).Items.Select(t => t.Name));
        Assert.Equal(3, (await world.Registry.ListDatabasesAsync(DatabaseFilter.All, new(), Cancel)).Total);
        Assert.Equal(new TargetCounts(2, 0, 1, 0), (await world.Registry.GetRepoAsync("myapp", Cancel)).Targets);
    }

    [Fact]
    public async Task A_database_that_was_never_deployed_is_no_target()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a"));

        Assert.Null(await world.Registry.FindTargetAsync("myapp", "staging", "sqlite:one", Cancel));
    }
}
