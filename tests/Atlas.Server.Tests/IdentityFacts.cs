using System.Net;
using System.Text;
using System.Web;
using Atlas.Cli.Hosting;
using Atlas.Core.Registries;
using Atlas.Hcl.Text;
using Atlas.Registry.Doors;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Server.Tests;

/// <summary>Identity tokens of CI runs, and sign-in of people with a provider.</summary>
public sealed class IdentityFacts
{
    private static readonly Dictionary<string, object> Main = new()
    {
        ["repository"] = "acme/shop", ["ref"] = "refs/heads/main", ["sha"] = "abc1234", ["actor"] = "cid", ["run_id"] = "7",
    };

    [Fact]
    public async Task A_run_gets_the_rights_that_rules_give_its_identity_for_an_hour()
    {
        await using var at = await Place.OpenAsync();
        await using var registry = new HttpRegistry(new(at.Address, await at.ExchangeAsync(Main)), TimeProvider.System);
        var subject = await registry.WhoAmIAsync(Cancel);

        Assert.Equal("ci:repo:acme/shop:ref:refs/heads/main", subject.Name);
        Assert.Equal(["read@shop", "push@shop", "deploy:staging@shop", "read@tools"], subject.Scopes);
        Assert.Equal((true, at.World.Clock.Now.AddHours(1)), (subject.IsBot, subject.ExpiresAt));
        Assert.Equal(("acme/shop", "main", "abc1234", "cid"), (subject.Vouched!.Repository, subject.Vouched.Branch, subject.Vouched.Commit, subject.Vouched.Actor));
        await registry.PushAsync(Push("shop", "a", commit: "abc1234"), Cancel);
        Assert.Contains("abc1234", Assert.Single(await at.World.QueryAsync("SELECT body FROM atlas_event WHERE action = 'token.exchange'")));
        at.World.Clock.Now = at.World.Clock.Now.AddHours(2);
        await RefusedAsync(RegistryProblem.Unauthorized, () => registry.WhoAmIAsync(Cancel));
    }

    [Fact]
    public async Task Another_branch_gets_what_its_rules_give_and_another_repository_nothing()
    {
        await using var at = await Place.OpenAsync();
        await using var topic = new HttpRegistry(
            new(at.Address, await at.ExchangeAsync(new(Main) { ["ref"] = "refs/heads/topic" })), TimeProvider.System);

        Assert.Equal(["read@tools"], (await topic.WhoAmIAsync(Cancel)).Scopes);
        var refusal = await RefusedAsync(
            RegistryProblem.Forbidden, () => at.ExchangeAsync(new(Main) { ["repository"] = "evil/shop", ["sub"] = "repo:evil/shop" }));
        Assert.Contains("repo:evil/shop", refusal.Message);
    }

    [Fact]
    public async Task A_token_that_is_not_in_order_is_refused_and_repeated_nowhere()
    {
        await using var at = await Place.OpenAsync();
        var good = at.Issuer.Sign(Main);
        var parts = good.Split('.');
        var hour = DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds();
        foreach (var bad in new[]
        {
            at.Issuer.Sign(Main, byAnother: true),
            at.Issuer.Sign(Main, algorithm: "HS256"),
            at.Issuer.Sign(new(Main) { ["aud"] = "https://elsewhere.example.com" }),
            at.Issuer.Sign(new(Main) { ["iss"] = "https://elsewhere.example.com" }),
            at.Issuer.Sign(new(Main) { ["exp"] = hour }),
            at.Issuer.Sign(new(Main) { ["nbf"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds() }),
            $"{Convert.ToBase64String("{\"alg\":\"none\"}"u8).TrimEnd('=')}.{parts[1]}.",
            $"{parts[0]}.{Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"iss\":\"" + at.Issuer.Address + "\"}")).TrimEnd('=')}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.", "a.b.c", "nonsense", new string('a', 20000) + ".b.c", await at.Server.TokenAsync("person", []),
        })
        {
            var refusal = await RefusedAsync(RegistryProblem.Unauthorized, () => at.ExchangeTextAsync(bad));
            if (bad.Length > 40) Assert.DoesNotContain(bad[^30..], refusal.ToString());
            if (bad.Length > 40) Assert.DoesNotContain(bad[^30..], at.Server.Log.ToString());
        }
    }

    [Fact]
    public async Task A_claim_that_contradicts_the_identity_is_refused()
    {
        await using var at = await Place.OpenAsync();
        await using var registry = new HttpRegistry(new(at.Address, await at.ExchangeAsync(Main)), TimeProvider.System);
        foreach (var claims in new[]
        {
            new Claims { Commit = "ffff000" }, new Claims { Repository = "acme/other" }, new Claims { Branch = "topic" },
            new Claims { Actor = "eve" },
        })
        {
            var refusal = await RefusedAsync(
                RegistryProblem.Forbidden, () => registry.PushAsync(Push("shop", "a") with { Claims = claims }, Cancel));
            Assert.Contains("The client says that its", refusal.Message);
        }

        var version = await registry.PushAsync(Push("shop", "a") with { Claims = new() { Commit = "abc1234", Branch = "main", Actor = "cid" } });
        var begin = Begin("staging", "one", version, repo: "shop") with { Claims = new Claims { Commit = "ffff000" } };
        await RefusedAsync(RegistryProblem.Forbidden, () => registry.BeginAsync(begin, Cancel));
    }

    [Fact]
    public async Task A_pull_request_is_known_by_its_branch()
    {
        await using var at = await Place.OpenAsync();
        await using var registry = new HttpRegistry(
            new(at.Address, await at.ExchangeAsync(new(Main) { ["ref"] = "refs/pull/7/merge", ["head_ref"] = "topic" })), TimeProvider.System);

        Assert.Equal(("topic", null), ((await registry.WhoAmIAsync(Cancel)).Vouched!.Branch, (await registry.WhoAmIAsync(Cancel)).Vouched!.Commit));
    }

    [Fact]
    public async Task A_person_signs_in_with_the_provider()
    {
        await using var at = await Place.OpenAsync();
        using var browser = Browser(at.Address);
        var form = await browser.GetStringAsync("/sign-in?then=/schemas", Cancel);
        var asked = await LeaveAsync(browser, "/sign-in/corp?then=/schemas");
        at.Issuer.Person = new() { ["aud"] = "atlas", ["sub"] = "1", ["email"] = "ann@example.com", ["groups"] = new[] { "all", "dba" }, ["nonce"] = asked["nonce"]! };
        using var back = await browser.GetAsync($"/sign-in/corp/back?code=c0de&state={asked["state"]}", Cancel);
        var page = await browser.GetStringAsync("/schemas", Cancel);
        var (redeemed, authorization) = Assert.Single(at.Issuer.Redeemed);

        Assert.Contains("href=\"/sign-in/corp?then=%2Fschemas\" hx-boost=\"false\">With Acme", form);
        Assert.Equal(("code", "atlas", "S256"), (asked["response_type"], asked["client_id"], asked["code_challenge_method"]));
        Assert.Equal((HttpStatusCode.SeeOther, "/schemas"), (back.StatusCode, back.Headers.Location?.OriginalString));
        Assert.Contains("corp:ann@example.com", page);
        Assert.Equal(asked["code_challenge"], Challenge(redeemed["code_verifier"]));
        Assert.Equal(asked["redirect_uri"], redeemed["redirect_uri"]);
        Assert.Equal("Basic " + Convert.ToBase64String("atlas:s3cret"u8), authorization);
        Assert.DoesNotContain("s3cret", at.Server.Log.ToString());
        at.World.Clock.Now = at.World.Clock.Now.AddHours(13);
        using var late = await browser.GetAsync("/schemas", Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, late.StatusCode);
    }

    [Fact]
    public async Task A_sign_in_of_another_browser_or_nonce_or_without_a_right_comes_to_nothing()
    {
        await using var at = await Place.OpenAsync();
        using var victim = Browser(at.Address);
        using var attacker = Browser(at.Address);
        var asked = await LeaveAsync(attacker, "/sign-in/corp");
        at.Issuer.Person = new() { ["aud"] = "atlas", ["sub"] = "1", ["email"] = "eve@example.com", ["groups"] = "dba", ["nonce"] = asked["nonce"]! };
        using var forced = await victim.GetAsync($"/sign-in/corp/back?code=c0de&state={asked["state"]}", Cancel);
        Assert.Empty(at.Issuer.Redeemed);
        var own = await LeaveAsync(victim, "/sign-in/corp?then=//evil.example");
        using var replayed = await victim.GetAsync($"/sign-in/corp/back?code=c0de&state={own["state"]}", Cancel);
        own = await LeaveAsync(victim, "/sign-in/corp");
        using var denied = await victim.GetAsync($"/sign-in/corp/back?error=access_denied&error_description=%3Cscript%3E&state={own["state"]}", Cancel);
        own = await LeaveAsync(victim, "/sign-in/corp");
        at.Issuer.Person = new(at.Issuer.Person) { ["groups"] = "all", ["nonce"] = own["nonce"]! };
        using var nobody = await victim.GetAsync($"/sign-in/corp/back?code=c0de&state={own["state"]}", Cancel);
        using var unknown = await victim.GetAsync("/sign-in/nowhere", Cancel);

        Assert.Equal(
            (HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.NotFound),
            (forced.StatusCode, replayed.StatusCode, denied.StatusCode, nobody.StatusCode, unknown.StatusCode));
        Assert.Contains("access_denied", await denied.Content.ReadAsStringAsync(Cancel));
        Assert.DoesNotContain("<script>", await denied.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("issuer \"ci\" {\n url = \"http://example.com\"\n audience = \"x\"\n rule \"r\" {\n claims = { a = \"b\" }\n scopes = [\"read\"]\n }\n}", "https://")]
    [InlineData("issuer \"ci\" {\n url = \"https://example.com\"\n audience = \"x\"\n}", "Without a rule")]
    [InlineData("issuer \"ci\" {\n url = \"https://example.com\"\n audience = \"x\"\n rule \"r\" {\n claims = { a = \"*\" }\n scopes = [\"read\"]\n }\n}", "which identities")]
    [InlineData("issuer \"ci\" {\n url = \"https://example.com\"\n audience = \"x\"\n rule \"r\" {\n claims = { a = \"b\" }\n scopes = [\"write\"]\n }\n}", "no scope \"write\"")]
    [InlineData("issuer \"ci\" {\n url = \"https://example.com\"\n audience = \"x\"\n lifetime = \"40h\"\n rule \"r\" {\n claims = { a = \"b\" }\n scopes = []\n }\n}", "up to 24h")]
    public void A_file_that_trusts_too_much_or_nobody_is_refused(string text, string words)
    {
        var refusal = Assert.Throws<DiagnosticException>(
            () => ServeOptions.Parse("127.0.0.1:0").WithIdentities(SourceText.From("identities.hcl", Encoding.UTF8.GetBytes(text)), new MachineHost(TextWriter.Null)));

        Assert.Contains(words, string.Join("\n", refusal.Diagnostics.Select(d => d.Detail)));
    }

    private static HttpClient Browser(string address) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new(address) };

    private static async Task<System.Collections.Specialized.NameValueCollection> LeaveAsync(HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(path, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
    }

    private static string Challenge(string verifier) => System.Buffers.Text.Base64Url.EncodeToString(
        System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>A registry that trusts a local issuer.</summary>
    private sealed class Place(World world, LocalIssuer issuer, RunningServer server) : IAsyncDisposable
    {
        public World World => world;

        public LocalIssuer Issuer => issuer;

        public RunningServer Server => server;

        public string Address => server.Address;

        public static async Task<Place> OpenAsync()
        {
            var world = await World.OpenAsync(new HttpDoor());
            var issuer = await LocalIssuer.StartAsync();
            var secret = Path.GetTempFileName();
            await File.WriteAllTextAsync(secret, "s3cret\n", Cancel);
            var file = $$"""
                issuer "ci" {
                  url      = "{{issuer.Address}}"
                  audience = "https://registry.example.com"
                  platform = "github"
                  rule "main" {
                    claims = { repository = "acme/shop", ref = "refs/heads/main" }
                    scopes = ["read@shop", "push@shop", "deploy:staging@shop"]
                  }
                  rule "everybody" {
                    claims = { repository = "acme/*" }
                    scopes = ["read@tools"]
                  }
                }
                sign_in "corp" {
                  url                = "{{issuer.Address}}"
                  client_id          = "atlas"
                  client_secret_file = "{{secret}}"
                  title              = "With Acme"
                  name_claim         = "email"
                  rule "dbas" {
                    claims = { groups = "dba" }
                    scopes = ["read", "approve"]
                  }
                }
                """;
            var options = (ServeOptions.Parse("127.0.0.1:0") with { IsVerbose = true })
                .WithIdentities(SourceText.From("identities.hcl", Encoding.UTF8.GetBytes(file)), new MachineHost(TextWriter.Null));
            File.Delete(secret);
            return new(world, issuer, await RunningServer.StartAsync(world, options));
        }

        public Task<string> ExchangeAsync(Dictionary<string, object> claims) => ExchangeTextAsync(issuer.Sign(claims));

        public Task<string> ExchangeTextAsync(string token) =>
            HttpRegistry.ExchangeAsync(new(server.Address, token), TimeProvider.System, Cancel);

        public async ValueTask DisposeAsync()
        {
            await server.DisposeAsync();
            await issuer.DisposeAsync();
            await world.DisposeAsync();
        }
    }
}
