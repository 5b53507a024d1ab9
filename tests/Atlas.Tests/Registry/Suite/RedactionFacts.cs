using Atlas.Core.Registries;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class RedactionFacts(IDoor door)
{
    private const string Secret = "hunter2-hunter2";

    [Fact]
    public async Task The_content_goes_and_everything_else_stays()
    {
        await using var world = await World.OpenAsync(door);
        var pushed = await world.Registry.PushAsync(Push("myapp", Secret, version: "v1", tag: "stable"));
        await world.Registry.PushAsync(Push("myapp", "clean", version: "v2"));
        var redacted = Assert.Single(await world.Registry.RedactAsync("myapp", "v1", "a password", Cancel));
        var found = await world.Registry.ResolveAsync("myapp", new(ReferenceKind.Tag, "stable"), Cancel);

        Assert.Equal(("v1", pushed.Digest, pushed.Fingerprint, 1L), (found.Version, found.Digest, found.Fingerprint, found.Sequence));
        Assert.Equal(("a password", world.Clock.Now), (found.Redaction!.Reason, found.Redaction.At));
        Assert.True(redacted.Revision > pushed.Revision);
        var refusal = await RefusedAsync(
            RegistryProblem.Gone, () => world.Registry.DownloadAsync("myapp", pushed.Digest, Cancel));
        Assert.Contains("a password", refusal.Message);
        Assert.Contains("atlas schema push myapp", refusal.Message);
        Assert.Null((await world.Registry.ResolveAsync("myapp", VersionReference.Latest, Cancel)).Redaction);
        Assert.DoesNotContain(await world.QueryAsync("SELECT content FROM atlas_content"), c => c.Contains(Secret));
        Assert.Single(await world.QueryAsync("SELECT id FROM atlas_event WHERE action = 'version.redact'"));
        Assert.Equal(["v2", "v1"], (await world.Registry.TraceAsync("myapp", null, Cancel)).Versions.Select(v => v.Version.Version));
    }

    [Fact]
    public async Task Every_version_of_every_repo_with_that_content_goes_with_it()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", Secret, version: "v1"));
        await world.Registry.PushAsync(Push("myapp", Secret, version: "v2"));
        await world.Registry.PushAsync(Push("other", Secret, version: "w1"));
        var redacted = await world.Registry.RedactAsync("myapp", "v2", "a password", Cancel);

        Assert.Equal(["myapp v2", "myapp v1", "other w1"], redacted.Select(v => $"{v.Repo} {v.Version}"));
        Assert.All(redacted, v => Assert.NotNull(v.Redaction));
        Assert.Equal(3, (await world.QueryAsync("SELECT id FROM atlas_event WHERE action = 'version.redact'")).Count);
    }

    [Fact]
    public async Task A_redaction_is_not_undone_and_redacting_again_changes_nothing()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", Secret, version: "v1"));
        await world.Registry.RedactAsync("myapp", "v1", "a password", Cancel);
        var again = Assert.Single(await world.Registry.RedactAsync("myapp", "v1", "another reason", Cancel));

        Assert.Equal("a password", again.Redaction!.Reason);
        foreach (var push in new[] { Push("myapp", Secret, version: "v1"), Push("myapp", Secret), Push("other", Secret, tag: "t") })
        {
            await RefusedAsync(RegistryProblem.Gone, () => world.Registry.PushAsync(push, Cancel));
        }

        Assert.Single(await world.QueryAsync("SELECT id FROM atlas_event WHERE action = 'version.redact'"));
    }

    [Fact]
    public async Task An_administrator_may_push_the_content_again_as_a_new_version_and_the_tombstone_stays()
    {
        await using var world = await World.OpenAsync(door);
        var content = (await world.Registry.PushAsync(Push("myapp", Secret, version: "v1", tag: "one"))).Digest;
        await world.Registry.RedactAsync("myapp", "v1", "the wrong one", Cancel);
        var push = Push("myapp", Secret, version: "v2") with { AllowsRedacted = true };
        var second = await world.Registry.PushAsync(push);

        Assert.Null(second.Redaction);
        Assert.NotEmpty(await world.Registry.DownloadAsync("myapp", content, Cancel));
        Assert.NotNull((await world.Registry.ResolveAsync("myapp", new(ReferenceKind.Version, "v1"), Cancel)).Redaction);
        Assert.Equal("v2", (await world.Registry.ResolveAsync("myapp", new(ReferenceKind.Digest, content.Value), Cancel)).Version);
        Assert.Equal(["v2"], (await world.Registry.RedactAsync("myapp", "v2", "after all", Cancel)).Select(v => v.Version));
        await RefusedAsync(RegistryProblem.Gone, () => world.Registry.DownloadAsync("myapp", content, Cancel));
    }

    [Fact]
    public async Task A_tombstone_is_not_deployed_and_what_runs_it_stays_on_it()
    {
        await using var world = await World.OpenAsync(door);
        var version = await world.Registry.PushAsync(Push("myapp", Secret, version: "v1"));
        await world.Registry.DeployAsync("staging", "one", version);
        await world.Registry.RedactAsync("myapp", "v1", "a password", Cancel);

        Assert.Equal("v1", Assert.Single(await world.Registry.ListTargetsAsync("myapp", "staging", Cancel)).CurrentVersion);
        await RefusedAsync(
            RegistryProblem.Gone, () => world.Registry.BeginAsync(Begin("staging", "two", version), Cancel));
    }

    [Fact]
    public async Task Plans_from_and_to_it_go_too_since_their_SQL_tells_what_was_in_it()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", Secret, version: "v1"));
        await world.Registry.PushPlanAsync(Plan("to", "a", Secret, sql: $"SELECT '{Secret}';\n"), Cancel);
        await world.Registry.PushPlanAsync(Plan("from", Secret, "b"), Cancel);
        await world.Registry.PushPlanAsync(Plan("other", "a", "b"), Cancel);
        await world.Registry.RedactAsync("myapp", "v1", "a password", Cancel);

        Assert.Equal(["other"], (await world.Registry.ListPlansAsync("myapp", new(), new(), Cancel)).Items.Select(p => p.Name));
        Assert.Equal(2, (await world.QueryAsync("SELECT id FROM atlas_event WHERE action = 'plan.remove'")).Count);
    }

    [Fact]
    public async Task Latest_no_reason_and_what_is_not_there_are_refused()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", Secret, version: "v1"));

        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.RedactAsync("myapp", "latest", "x", Cancel));
        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.RedactAsync("myapp", "v1", "", Cancel));
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.RedactAsync("myapp", "v2", "x", Cancel));
        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.RedactAsync("yours", "v1", "x", Cancel));
    }
}
