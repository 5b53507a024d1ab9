using System.Net;
using System.Text.RegularExpressions;
using Atlas.Core.Registries;
using Atlas.Server.Web;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Server.Tests;

/// <summary>The pages as a browser without scripts gets them.</summary>
public sealed partial class SiteFacts
{
    private const string Hostile = "<script>alert(1)</script>\"'&";

    private static readonly ServeOptions Options = ServeOptions.Parse("127.0.0.1:0") with
    {
        Dialects = name => Databases.Dialects.All.FirstOrDefault(d => d.Dialect.Name == name)?.Dialect,
    };

    [Fact]
    public async Task Every_page_sends_who_has_not_signed_in_to_the_sign_in_and_back()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        using var browser = Browser(server);
        foreach (var page in Site.All)
        {
            using var answer = await browser.GetAsync(Filled(page.Shape.Path), Cancel);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            Assert.StartsWith("/sign-in?then=%2F", answer.Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task Every_page_answers_to_its_scope_and_shows_a_refusal_otherwise()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        foreach (var scope in new[] { "read", "push", "audit", "admin" })
        {
            using var browser = await SignedInAsync(server, await server.TokenAsync($"only-{scope}", [scope]));
            foreach (var page in Site.All)
            {
                using var answer = await browser.GetAsync(Filled(page.Shape.Path), Cancel);
                Assert.Equal(page.Shape.Scope == scope, answer.StatusCode is not HttpStatusCode.Forbidden);
                Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task A_wrong_token_signs_nobody_in_and_a_right_one_until_it_is_revoked()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        using var browser = Browser(server);
        using var wrong = await SignInAsync(browser, "atlas_nonsense");
        var token = await server.TokenAsync("bea", ["read"]);
        using var right = await SignInAsync(browser, token);
        using var inside = await browser.GetAsync("/", Cancel);
        await server.RevokeAsync("bea");
        using var revoked = await browser.GetAsync("/", Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Contains("HttpOnly", Assert.Single(right.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(token[33..], Assert.Single(right.Headers.GetValues("Set-Cookie")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.SeeOther), (inside.StatusCode, revoked.StatusCode));
    }

    [Fact]
    public async Task A_session_ends_by_signing_out_and_by_itself()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        var token = await server.TokenAsync("bea", ["read"]);
        using var first = await SignedInAsync(server, token);
        using var second = await SignedInAsync(server, token);
        var form = FormToken().Match(await first.GetStringAsync("/", Cancel)).Groups[1].Value;
        using var forged = await PostAsync(first, "/sign-out", ("form", "x"));
        using var foreign = await PostAsync(first, "/sign-out", "cross-site", ("form", form));
        using var still = await first.GetAsync("/", Cancel);
        using var signedOut = await PostAsync(first, "/sign-out", ("form", form));
        using var after = await first.GetAsync("/", Cancel);
        world.Clock.Now = world.Clock.Now.AddHours(13);
        using var late = await second.GetAsync("/", Cancel);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (forged.StatusCode, foreign.StatusCode));
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.SeeOther),
            (still.StatusCode, signedOut.StatusCode, after.StatusCode, late.StatusCode));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/a\nSet-Cookie: x=1")]
    public async Task Sign_in_leads_nowhere_else(string then)
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        using var browser = Browser(server);
        using var answer = await PostAsync(
            browser, "/sign-in", ("token", await server.TokenAsync("bea", ["read"])), ("then", then));

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_reviewer_approves_a_plan_as_the_page_showed_it()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        await world.Registry.PushAsync(Push("myapp", "a"));
        var plan = await world.Registry.PushPlanAsync(
            new("myapp", "p1", Print("a"), Print("b"), "SELECT 1;\n", PlanStatus.Pending, new("sqlite", "3", Print("b")), new()),
            Cancel);
        using var reader = await SignedInAsync(server, await server.TokenAsync("reader", ["read"]));
        using var reviewer = await SignedInAsync(server, await server.TokenAsync("reviewer", ["read", "approve"]));
        var shown = await reader.GetStringAsync("/schemas/myapp/plans/p1", Cancel);
        var form = FormToken().Match(await reviewer.GetStringAsync("/schemas/myapp/plans/p1", Cancel)).Groups[1].Value;
        const string Review = "/schemas/myapp/plans/p1/review";
        var digest = plan.Digest.Value;
        using var forged = await PostAsync(reviewer, Review, ("verdict", "approve"), ("digest", digest));
        using var stale = await PostAsync(
            reviewer, Review, ("form", form), ("verdict", "approve"), ("digest", plan.Digest.Value[..^1] + "0"));
        using var wordless = await PostAsync(reviewer, Review, ("form", form), ("verdict", "reject"), ("digest", digest));
        Assert.Equal(HttpStatusCode.BadRequest, wordless.StatusCode);
        Assert.Equal(PlanStatus.Pending, (await world.Registry.GetPlanAsync("myapp", "p1", Cancel)).Status);
        using var approved = await PostAsync(
            reviewer, Review, ("form", form), ("verdict", "approve"), ("digest", digest));

        Assert.Contains("SELECT 1;", shown);
        Assert.Contains("reader&quot; lacks the scope &quot;approve&quot;", shown);
        Assert.DoesNotContain("<button type=\"submit\" name=\"verdict\"", shown);
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Conflict, HttpStatusCode.SeeOther),
            (forged.StatusCode, stale.StatusCode, approved.StatusCode));
        Assert.Equal("reviewer", (await world.Registry.GetPlanAsync("myapp", "p1", Cancel)).Review?.Subject);
    }

    [Fact]
    public async Task The_trace_says_how_a_version_came_to_an_environment_and_where_it_was_before()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        using var browser = await SignedInAsync(server, await server.TokenAsync("bea", ["read"]));
        var version = await world.Registry.PushAsync(Push("myapp", "a", version: "v1"));
        var denied = Begin("production", "prod", version);
        await world.Registry.RecordAttemptAsync(denied, End(denied, DeploymentOutcome.Blocked, null), Cancel);
        world.Clock.Now = world.Clock.Now.AddMinutes(5);
        await world.Registry.DeployAsync("staging", "stage", version);
        world.Clock.Now = world.Clock.Now.AddHours(3);
        await world.Registry.DeployAsync("production", "prod", version);
        var text = Text(await browser.GetStringAsync("/schemas/myapp/trace?version=v1", Cancel));

        Assert.Contains("How did it get to staging? ann deployed it to stage", text);
        Assert.Contains("It had been in no other environment by then.", text);
        Assert.Contains("How did it get to production? ann deployed it to prod", text);
        Assert.Contains("Before that it had been blocked 1 time.", text);
        Assert.Matches(@"Before that it was in staging \(stage, .*, 3 hours earlier\)", text);
    }

    [Fact]
    public async Task What_names_claims_and_messages_hold_is_shown_and_never_run()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        using var browser = await SignedInAsync(server, await server.TokenAsync("ann2", ["read", "audit", "admin"]));
        var claims = new Claims
        {
            User = Hostile, Branch = Hostile, Commit = Hostile, Repository = Hostile, RunUrl = "javascript:alert(1)",
            PullRequestUrl = "https://example.org/\"onmouseover=\"alert(1)",
        };
        var version = await world.Registry.PushAsync(
            Push("myapp", "a", version: "v1", tag: "t1") with { Description = Hostile, Claims = claims });
        var begin = Begin("staging", "stage", version) with
        {
            Claims = claims, Statements = [Hostile],
            Target = new($"sqlite:{Hostile}", Hostile, $"sqlite://{Hostile}", "sqlite"),
            Checks = [new CheckOutcome(Hostile, Hostile, "deny", "error", Hostile, [new(Hostile, Hostile)])],
        };
        await world.Registry.BeginAsync(begin, Cancel);
        await world.Registry.EndAsync(
            End(begin, DeploymentOutcome.Failed, null, Hostile) with { Statements = [new(Hostile, 1, Hostile)] }, Cancel);
        var target = (await world.Registry.FindTargetAsync("myapp", "staging", begin.Target.Identity, Cancel))!;
        var plan = await world.Registry.PushPlanAsync(
            new("myapp", "p1", Print("a"), Print("b"), $"SELECT '{Hostile}';\n", PlanStatus.Pending, new("sqlite", "3", Print("b"))
            {
                Findings = [new(Hostile, true, 1, Hostile, [Hostile])],
            }, claims),
            Cancel);
        await world.Registry.CommentAsync("myapp", "p1", new(Hostile, 1, plan.Digest), Cancel);
        foreach (var path in new[]
        {
            "/", "/schemas", "/schemas/myapp", "/schemas/myapp/trace?version=v1", "/databases",
            $"/databases/{target.Id}", "/migrations", $"/migrations/{begin.Id}", "/plans", "/schemas/myapp/plans/p1", "/permits",
            "/schemas/myapp/policy", "/settings/policies", "/settings/tokens", "/audit", "/audit/verification",
            $"/audit?actor={Uri.EscapeDataString(Hostile)}&kind={Uri.EscapeDataString(Hostile)}",
            $"/databases?repo={Uri.EscapeDataString(Hostile)}&env={Uri.EscapeDataString(Hostile)}",
            $"/sign-in?then={Uri.EscapeDataString("/" + Hostile)}",
        })
        {
            using var answer = await browser.GetAsync(path, Cancel);
            var html = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.DoesNotContain("<script>alert", html);
            Assert.DoesNotContain("href=\"javascript:", html);
            Assert.DoesNotMatch("<[^>]*\"onmouseover=\"", html);
            Assert.Contains("script-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        }
    }

    [Fact]
    public async Task An_empty_registry_says_the_next_command()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        using var browser = await SignedInAsync(server, await server.TokenAsync("ann2", ["read"]));
        foreach (var (path, command) in new[]
        {
            ("/", "atlas schema push"), ("/schemas", "atlas schema push"), ("/databases", "atlas schema apply"),
            ("/migrations", "atlas schema apply"),
        })
        {
            Assert.Contains(command, await browser.GetStringAsync(path, Cancel));
        }
    }

    [Fact]
    public async Task Every_asset_is_kept_for_ever_under_an_address_of_its_content()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, Options);
        using var browser = Browser(server);
        foreach (var asset in Asset.All)
        {
            using var answer = await browser.GetAsync(asset.Path, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl?.ToString());
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(Cancel));
        }
    }

    private static HttpClient Browser(RunningServer server) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new(server.Address) };

    private static async Task<HttpClient> SignedInAsync(RunningServer server, string token)
    {
        var browser = Browser(server);
        using var answer = await SignInAsync(browser, token);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return browser;
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string token) =>
        PostAsync(browser, "/sign-in", ("token", token), ("then", "/"));

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient browser, string path, params (string, string)[] fields) => PostAsync(browser, path, "same-origin", fields);

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient browser, string path, string from, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        request.Headers.Add("Sec-Fetch-Site", from);
        return await browser.SendAsync(request, Cancel);
    }

    private static string Filled(string path) => path.Replace("{repo}", "myapp").Replace("{version}", "v1").Replace("{plan}", "p1")
        .Replace("{id}", "01ARZ3NDEKTSV4RRFFQ69G5FAV");

    /// <summary>Returns what a person reads of a page, on one line.</summary>
    private static string Text(string html) =>
        WebUtility.HtmlDecode(Blank().Replace(Tag().Replace(html, " "), " ")).Replace(" .", ".").Replace(" ,", ",")
            .Replace("( ", "(");

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
