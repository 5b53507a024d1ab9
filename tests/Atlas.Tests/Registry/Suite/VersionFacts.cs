using Atlas.Core.Registries;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Tests.Registry.Suite;

public abstract class VersionFacts(IDoor door)
{
    private const string CommitHash = "39e7e4e35fce7409bd26d25d8140061695d4ffd5";

    [Fact]
    public async Task A_version_is_found_by_name_tag_digest_and_as_the_newest()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a", version: "v1", tag: CommitHash));
        await world.Registry.PushAsync(Push("myapp", "b", version: "v2"));

        Assert.Equal("v1", await NameAsync(world, ReferenceKind.Version, "v1"));
        Assert.Equal("v1", await NameAsync(world, ReferenceKind.Tag, CommitHash));
        Assert.Equal("v1", await NameAsync(world, ReferenceKind.Tag, "39e7e4e"));
        Assert.Equal("v1", await NameAsync(world, ReferenceKind.Digest, first.Digest.Value));
        Assert.Equal("v2", await NameAsync(world, ReferenceKind.Tag, "latest"));
        Assert.Equal("v2", await NameAsync(world, ReferenceKind.Latest, ""));
    }

    [Fact]
    public async Task A_version_that_is_not_there_is_answered_with_the_nearest()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.PushAsync(Push("myapp", "a", version: "20260610120000", tag: "stable"));

        Assert.Contains("\"20260610120000\"", (await MissingAsync(world, "myapp", ReferenceKind.Version, "20260610120001")).Message);
        Assert.Contains("\"stable\"", (await MissingAsync(world, "myapp", ReferenceKind.Tag, "stabel")).Message);
        var repo = await MissingAsync(world, "mayapp", ReferenceKind.Latest, "");
        Assert.Contains("repository not found", repo.Message);
        Assert.Contains("\"myapp\"", repo.Message);
    }

    [Fact]
    public async Task An_empty_repo_says_that_it_has_no_version()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.CreateRepoAsync(new("myapp", null, "", false), Cancel);

        Assert.Contains("atlas schema push", (await MissingAsync(world, "myapp", ReferenceKind.Latest, "")).Message);
    }

    [Fact]
    public async Task Versions_are_listed_newest_first_in_pages()
    {
        await using var world = await World.OpenAsync(door);
        foreach (var i in Enumerable.Range(1, 5)) await world.Registry.PushAsync(Push("myapp", $"{i}", version: $"v{i}"));
        var page = await world.Registry.ListVersionsAsync("myapp", new(2, 2), Cancel);

        Assert.Equal(["v3", "v2"], page.Items.Select(v => v.Version));
        Assert.Equal((2, 2, 5L), (page.Number, page.Size, page.Total));
    }

    [Fact]
    public async Task A_repo_is_found_by_slug_id_and_display_name()
    {
        await using var world = await World.OpenAsync(door);
        var repo = await world.Registry.CreateRepoAsync(new("Environment promotion", "sqlite", "The guide's", false), Cancel);

        Assert.Equal("environment-promotion", repo.Slug);
        foreach (var name in new[] { repo.Slug, repo.Id, "Environment promotion" })
        {
            Assert.Equal(repo.Id, (await world.Registry.GetRepoAsync(name, Cancel)).Id);
        }
    }

    [Fact]
    public async Task Making_a_repo_again_is_a_conflict_unless_that_is_fine()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.CreateRepoAsync(new("myapp", null, "", false), Cancel);

        await RefusedAsync(RegistryProblem.Conflict, () => world.Registry.CreateRepoAsync(new("myapp", null, "", false), Cancel));
        Assert.Equal("myapp", (await world.Registry.CreateRepoAsync(new("myapp", null, "", true), Cancel)).Slug);
    }

    [Fact]
    public async Task The_environments_to_be_reported_are_a_setting_of_the_repo()
    {
        await using var world = await World.OpenAsync(door);
        await world.Registry.CreateRepoAsync(new("myapp", null, "", false), Cancel);
        var repo = await world.Registry.SetRepoAsync("myapp", new(["staging", "production", "staging"]), Cancel);

        Assert.Equal(["production", "staging"], repo.ReportEnvs);
        Assert.Equal(["production", "staging"], (await world.Registry.GetRepoAsync("myapp", Cancel)).ReportEnvs);
        Assert.Empty(await world.Registry.ListTargetsAsync("myapp", "production", Cancel));
    }

    [Fact]
    public async Task The_revision_grows_with_every_write_under_the_repo()
    {
        await using var world = await World.OpenAsync(door);
        var first = await world.Registry.PushAsync(Push("myapp", "a"));
        await world.Registry.DeployAsync("staging", "one", first);
        var later = await world.Registry.ResolveAsync("myapp", VersionReference.Latest, Cancel);

        Assert.True(later.Revision > first.Revision, $"{later.Revision} > {first.Revision}");
    }

    private static async Task<string> NameAsync(World world, ReferenceKind kind, string value) =>
        (await world.Registry.ResolveAsync("myapp", new(kind, value), Cancel)).Version;

    private static Task<RegistryException> MissingAsync(World world, string repo, ReferenceKind kind, string value) =>
        RefusedAsync(RegistryProblem.NotFound, () => world.Registry.ResolveAsync(repo, new(kind, value), Cancel));
}
