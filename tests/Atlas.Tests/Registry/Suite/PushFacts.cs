using System.Text;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class PushFacts(IDoor door)
{
    [Fact]
    public async Task The_first_push_makes_the_repo_and_a_version_named_by_the_time()
    {
        await using var world = await World.OpenAsync(door);
        var pushed = await world.Registry.PushAsync(Push("myapp", "a"), Cancel);

        Assert.True(pushed.IsNew);
        Assert.Equal("20260610120000", pushed.Version.Version);
        Assert.Equal(1, pushed.Version.Sequence);
        var repo = await world.Registry.GetRepoAsync("myapp", Cancel);
        Assert.Equal(("myapp", "sqlite", "20260610120000"), (repo.Slug, repo.Driver, repo.LatestVersion));
    }

    [Fact]
    public async Task Default_names_grow_when_the_clock_stands_or_goes_back()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a"));
        var second = await world.Registry.PushAsync(Push("myapp", "a"));
        world.Clock.Now = world.Clock.Now.AddHours(-1);
        var third = await world.Registry.PushAsync(Push("myapp", "b"));

        Assert.Equal(("20260610120001", "20260610120002"), (second.Version, third.Version));
    }

    [Fact]
    public async Task A_default_name_that_somebody_gave_by_hand_is_passed_over()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a", version: "20260610120000"));

        Assert.Equal("20260610120001", (await world.Registry.PushAsync(Push("myapp", "b"))).Version);
    }

    [Fact]
    public async Task An_explicit_version_with_the_same_content_is_there_already()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a", version: "v1"));
        await world.Registry.PushAsync(Push("myapp", "b", version: "v2"));
        var events = await world.QueryAsync("SELECT COUNT(*) FROM atlas_event");
        var again = await world.Registry.PushAsync(Push("myapp", "a", version: "v1"), Cancel);

        Assert.False(again.IsNew);
        Assert.Equal("v2", (await world.Registry.ResolveAsync("myapp", VersionReference.Latest, Cancel)).Version);
        Assert.Equal(events, await world.QueryAsync("SELECT COUNT(*) FROM atlas_event"));
    }

    [Fact]
    public async Task An_explicit_version_with_another_content_is_a_conflict()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a", version: "v1"));
        var refusal = await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.PushAsync(Push("myapp", "b", version: "v1")));

        Assert.Contains("\"v1\"", refusal.Message);
    }

    [Fact]
    public async Task Two_interleaved_double_pushes_tag_their_own_versions()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a", tag: "latest", commit: "aaaa"));
        var second = await world.Registry.PushAsync(Push("myapp", "b", tag: "latest", commit: "bbbb"));
        var firstTagged = await world.Registry.PushAsync(Push("myapp", "a", tag: "aaaa", commit: "aaaa"), Cancel);
        var secondTagged = await world.Registry.PushAsync(Push("myapp", "b", tag: "bbbb", commit: "bbbb"), Cancel);

        Assert.Equal((first.Version, false), (firstTagged.Version.Version, firstTagged.IsNew));
        Assert.Equal((second.Version, false), (secondTagged.Version.Version, secondTagged.IsNew));
        Assert.Equal(["aaaa"], firstTagged.Version.Tags);
        Assert.Equal(second.Version, (await world.Registry.ResolveAsync("myapp", VersionReference.Latest, Cancel)).Version);
    }

    [Fact]
    public async Task A_tag_attaches_to_the_newest_version_when_its_content_is_the_same_and_else_makes_one()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        var attached = await world.Registry.PushAsync(Push("myapp", "a", tag: "x"));
        await world.Registry.PushAsync(Push("myapp", "b"));
        var made = await world.Registry.PushAsync(Push("myapp", "a", tag: "y"), Cancel);

        Assert.Equal(first.Version, attached.Version);
        Assert.True(made.IsNew);
        Assert.Equal(3, made.Version.Sequence);
    }

    [Fact]
    public async Task A_tag_moves_and_the_move_is_an_event()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a", version: "v1", tag: "stable"));
        await world.Registry.PushAsync(Push("myapp", "b", version: "v2"));
        await world.Registry.PushAsync(Push("myapp", "b", tag: "stable"));

        Assert.Equal("v2", (await world.Registry.ResolveAsync("myapp", new(ReferenceKind.Tag, "stable"), Cancel)).Version);
        Assert.Contains("\"tagMovedFrom\":\"v1\"", Assert.Single(await world.QueryAsync("SELECT body FROM atlas_event WHERE action = 'tag.move'")));
    }

    [Theory]
    [InlineData("My App", null, null, "slug must be lowercase alphanumeric")]
    [InlineData("my#app", null, null, "slug must be lowercase alphanumeric")]
    [InlineData("myapp", null, "Main", "tag must be lowercase alphanumeric")]
    [InlineData("myapp", null, "a@b", "tag must be lowercase alphanumeric")]
    [InlineData("myapp", "v 1", null, "is not a valid name")]
    [InlineData("myapp", "latest", null, "reserved name")]
    public async Task A_bad_name_is_refused(string repo, string? version, string? tag, string reason)
    {
        await using var world = await World.OpenAsync(door);
        var refusal = await RefusedAsync(
            RegistryProblem.Invalid, () => world.Registry.PushAsync(Push(repo, "a", version: version, tag: tag)));

        Assert.Contains(reason, refusal.Message);
        Assert.Equal("0", Assert.Single(await world.QueryAsync("SELECT COUNT(*) FROM atlas_repo")));
    }

    [Fact]
    public async Task A_digest_that_is_not_the_contents_is_refused()
    {
        await using var world = await World.OpenAsync(door);
        var push = Push("myapp", "a") with { Digest = Digest.Of("b"u8) };

        await RefusedAsync(RegistryProblem.Invalid, () => world.Registry.PushAsync(push));
    }

    [Fact]
    public async Task A_repo_keeps_the_driver_of_its_first_push()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a"));
        var refusal = await RefusedAsync(
            RegistryProblem.Conflict, () => world.Registry.PushAsync(Push("myapp", "b") with { Driver = "postgres" }));

        Assert.Contains("sqlite", refusal.Message);
    }

    [Fact]
    public async Task What_was_pushed_comes_back_byte_for_byte_and_is_stored_once()
    {
        await using var world = await World.OpenAsync(door);
        const string Content = "# größe: 🐘\ntable \"t\" {}\n";
        var pushed = await world.Registry.PushAsync(Push("myapp", Content));
        await world.Registry.PushAsync(Push("myapp", Content));

        Assert.Equal(Encoding.UTF8.GetBytes(Content), await world.Registry.DownloadAsync("myapp", pushed.Digest, Cancel));
        Assert.Equal("1", Assert.Single(await world.QueryAsync("SELECT COUNT(*) FROM atlas_content")));
    }

    [Fact]
    public async Task The_content_of_another_repo_is_not_found()
    {
        await using var world = await World.OpenAsync(door);
        var secret = await world.Registry.PushAsync(Push("other", "secret"));
        await world.Registry.PushAsync(Push("myapp", "a"));

        await RefusedAsync(RegistryProblem.NotFound, () => world.Registry.DownloadAsync("myapp", secret.Digest, Cancel));
    }

    [Fact]
    public async Task Parallel_pushes_get_different_names_and_sequences()
    {
        await using var world = await World.OpenAsync(door);
        var pushes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => world.Registry.PushAsync(Push("myapp", $"v{i}")))));

        Assert.Equal(Enumerable.Range(1, 24).Select(i => (long)i), pushes.Select(p => p.Sequence).Order());
        Assert.Equal(
            pushes.OrderBy(p => p.Sequence).Select(p => p.Version), pushes.Select(p => p.Version).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_push_is_one_event_whose_hash_is_that_of_its_bytes()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a", tag: "x"));
        var row = Assert.Single(await world.QueryAsync("SELECT digest, body FROM atlas_event WHERE repo_id IS NOT NULL"));
        var (digest, body) = (row[..row.IndexOf('|')], row[(row.IndexOf('|') + 1)..]);

        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(body)).Value, digest);
        Assert.DoesNotContain("claimed-user", body);
    }
}
