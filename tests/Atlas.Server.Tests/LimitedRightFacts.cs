using System.Net;
using System.Text;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Doors;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Server.Tests;

/// <summary>Rights that are limited to repos and environments, at every endpoint and page.</summary>
public sealed class LimitedRightFacts
{
    private const string Unknown = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    [Fact]
    public async Task What_one_may_not_see_is_answered_like_what_is_not_there_at_every_endpoint()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        var there = await FillAsync(world, "treasury");
        await world.Registry.PushAsync(Push("other", "z"));
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync("outsider", RightsIn("other")));
        foreach (var endpoint in Endpoints.All)
        {
            var real = await AskAsync(client, endpoint, there);
            var absent = await AskAsync(client, endpoint, new("absent", Unknown, Unknown, Unknown));
            Assert.True(absent == real, $"{endpoint.Name}: {real} is not {absent}");
            Assert.DoesNotContain("treasury", real.Text);
            Assert.DoesNotContain(there.Database, real.Text);
        }
    }

    [Fact]
    public async Task Rights_in_a_repo_reach_every_endpoint_there()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        var there = await FillAsync(world, "treasury");
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync("insider", RightsIn("trea*")));
        foreach (var endpoint in Endpoints.All.Where(e => e.Shape is { TakesIdentity: false, Scope: not "audit" }))
        {
            var (status, text) = await AskAsync(client, endpoint, there);
            Assert.False(text.Contains("lacks the scope \\u0022"), $"{endpoint.Name}: {text}");
            Assert.NotEqual(HttpStatusCode.Unauthorized, status);
        }
    }

    [Fact]
    public async Task What_one_may_not_see_is_shown_on_no_page()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        var there = await FillAsync(world, "treasury");
        var token = await server.TokenAsync("outsider", RightsIn("other"));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new(server.Address) };
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", token)]);
        using var signedIn = await browser.PostAsync("/sign-in", form, Cancel);
        foreach (var page in Site.All)
        {
            var real = await ShowAsync(browser, page, there);
            var absent = await ShowAsync(browser, page, new("absent", Unknown, Unknown, Unknown));
            Assert.True(absent == real, $"{page.Name}: {real} is not {absent}");
            Assert.DoesNotContain("treasury", real.Text);
        }
    }

    [Fact]
    public async Task A_right_holds_in_its_environment_and_repo_alone()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        var version = await world.Registry.PushAsync(Push("myapp", "a", version: "v1"));
        await world.Registry.PushAsync(Push("other", "a", version: "v1"));
        await using var ci = await DoorAsync(server, "ci", ["read@myapp", "push@myapp", "deploy:staging@myapp", "read@other"]);

        await ci.BeginAsync(Begin("staging", "one", version), Cancel);
        Assert.Contains("\"deploy:production\"", await RefusedAsync(ci.BeginAsync(Begin("production", "two", version), Cancel)));
        Assert.Contains("deploy:staging@other", await RefusedAsync(ci.BeginAsync(Begin("staging", "three", version, repo: "other"), Cancel)));
        Assert.Contains("push@other", await RefusedAsync(ci.PushAsync(Push("other", "b"), Cancel)));
        Assert.Contains("push@new", await RefusedAsync(ci.PushAsync(Push("new", "b"), Cancel)));
        Assert.Equal(["myapp", "other"], (await ci.ListReposAsync(new(), Cancel)).Items.Select(r => r.Slug));
        Assert.Equal(1, (await ci.ListDatabasesAsync(new(null, []), new(), Cancel)).Total);
    }

    [Fact]
    public async Task A_protected_database_is_recognised_without_naming_the_repo_that_protects_it()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        await FillAsync(world, "treasury");
        var version = await world.Registry.PushAsync(Push("other", "a", version: "v1"));
        await using var ci = await DoorAsync(server, "ci", ["read@other", "push@other", "deploy:*@other"]);
        var seen = Assert.Single(await ci.Gate.FindProtectedAsync("sqlite:one", Cancel));
        var refusal = await Assert.ThrowsAsync<RegistryException>(() => ci.BeginAsync(Begin("dev", "one", version, repo: "other"), Cancel));

        Assert.Null(seen.Repo);
        Assert.Contains("another repo protects", refusal.Message);
        Assert.DoesNotContain("treasury", refusal.Message);
    }

    [Fact]
    public async Task Content_that_others_hold_too_is_redacted_by_who_administers_them_all()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        await world.Registry.PushAsync(Push("myapp", "a", version: "v1"));
        await world.Registry.PushAsync(Push("other", "a", version: "v1"));
        await using var lead = await DoorAsync(server, "lead", ["read@other", "admin@other"]);
        var refusal = await RefusedAsync(lead.RedactAsync("other", "v1", "a key", Cancel));

        Assert.DoesNotContain("myapp", refusal);
        Assert.Null((await world.Registry.ResolveAsync("other", new(ReferenceKind.Version, "v1"), Cancel)).Redaction);
    }

    private static Seq<string> RightsIn(string repo) =>
        [.. new[] { "read", "push", "plan", "approve", "deploy:*", "verify", "admin", "break-glass" }.Select(r => $"{r}@{repo}")];

    /// <summary>Makes a repo with one of everything.</summary>
    private static async Task<Things> FillAsync(World world, string repo)
    {
        var registry = world.Registry;
        var version = await registry.PushAsync(Push(repo, "a", version: "v1"));
        await registry.PushPlanAsync(Plan("p", "a", "b") with { Repo = repo }, Cancel);
        var begin = Begin("staging", "one", version, repo: repo);
        var target = await registry.DeployAsync(begin, DeploymentOutcome.Passed, version.Fingerprint);
        await registry.Gate.ApplyPolicyAsync(repo, new([PromotionRule.Of("staging") with { From = ["dev"], Soak = TimeSpan.FromHours(1) }]), Cancel);
        var next = Begin("staging", "one", version, from: "a", repo: repo);
        var permit = await registry.Gate.RequestPermitAsync(new(next, "an outage"), Cancel);
        return new(repo, target.Id, begin.Id, permit.Id);
    }

    private static async Task<(HttpStatusCode Status, string Text)> AskAsync(HttpClient client, Endpoint endpoint, Things things)
    {
        var path = Filled(endpoint.Shape.Path, things);
        using var request = new HttpRequestMessage(
            new(endpoint.Shape.Method), $"{Endpoints.Root}{path}?env=staging&identity=sqlite:one&since=0&size=1");
        if (endpoint.Shape.Body is not null)
        {
            var body = AuthorisationFacts.Body(endpoint).Replace("\"myapp\"", $"\"{things.Repo}\"");
            if (path.Contains(things.Deployment)) body = body.Replace(Unknown, things.Deployment);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request, Cancel);
        return (response.StatusCode, Blank(await response.Content.ReadAsStringAsync(Cancel), things));
    }

    private static async Task<(HttpStatusCode Status, string Text)> ShowAsync(HttpClient browser, Web.Page page, Things things)
    {
        using var response = await browser.GetAsync($"{Filled(page.Shape.Path, things)}?from=v1&to=v1&version=v1", Cancel);
        return (response.StatusCode, Blank(await response.Content.ReadAsStringAsync(Cancel), things));
    }

    private static string Filled(string path, Things things) => path
        .Replace("{repo}", things.Repo).Replace("{plan}", "p").Replace("{version}", "v1").Replace("{number}", "1")
        .Replace("{digest}", Core.Planning.Digest.Of("a"u8).Value)
        .Replace("{id}", path.Contains("databases") || path.Contains("targets") ? things.Database
            : path.Contains("permits") || path.Contains("exceptions") ? things.Permit : things.Deployment);

    /// <summary>Takes out what was asked for, which may be repeated.</summary>
    private static string Blank(string text, Things things) => text
        .Replace(things.Repo, "REPO").Replace(things.Database, "ID").Replace(things.Deployment, "ID").Replace(things.Permit, "ID");

    private static async Task<HttpRegistry> DoorAsync(RunningServer server, string name, Seq<string> scopes) =>
        new(new(server.Address, await server.TokenAsync(name, scopes)), TimeProvider.System);

    private static async Task<string> RefusedAsync(Task task)
    {
        var refusal = await Assert.ThrowsAsync<RegistryException>(() => task);
        Assert.Equal(RegistryProblem.Forbidden, refusal.Kind);
        return refusal.Message;
    }

    private sealed record Things(string Repo, string Database, string Deployment, string Permit);
}
