using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Server.Tests;

public sealed class AuthorisationFacts
{
    private static readonly string[] AllScopes = 
    [
        "read", "push", "plan", "approve", "deploy:*", "deploy:staging", "verify", "audit", "admin", "break-glass",
        "read@myapp", "push@my*", "plan@myapp", "approve@myapp", "deploy:staging@myapp", "verify:staging@myapp", "admin@myapp",
        "break-glass:staging@myapp",
    ];

    [Fact]
    public async Task Every_endpoint_answers_to_its_scope_and_to_no_other()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        foreach (var scope in AllScopes)
        {
            var token = await server.TokenAsync($"only-{scope}", [scope]);
            foreach (var endpoint in Endpoints.All.Where(e => !e.Shape.TakesIdentity))
            {
                var status = await AskAsync(client, endpoint, token);
                var right = scope.Split('@')[0] is var held && held.StartsWith("deploy") ? held : held.Split(':')[0];
                var isAllowed = endpoint.Shape.Scope is var needed
                    && (endpoint.Name == "AddComment" ? right is "plan" or "approve" : needed.Length == 0 || needed == right || (needed == "deploy:*" && scope.StartsWith("deploy:")));
                Assert.True(
                    isAllowed == (status != HttpStatusCode.Forbidden), $"{endpoint.Name} with {scope}: {status}");
                Assert.NotEqual(HttpStatusCode.Unauthorized, status);
                Assert.NotEqual(HttpStatusCode.InternalServerError, status);
            }
        }
    }

    [Fact]
    public async Task No_endpoint_answers_without_a_token_or_to_a_wrong_expired_or_revoked_one()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        var good = await server.TokenAsync("good", []);
        var expiring = await server.TokenAsync("expiring", [], world.Clock.Now.AddHours(1));
        var revoked = await server.TokenAsync("revoked", []);
        await server.RevokeAsync("revoked");
        world.Clock.Now = world.Clock.Now.AddHours(2);
        var wrong = good[..^1] + (good[^1] == 'A' ? 'B' : 'A');
        foreach (var token in new[] { null, "", "nonsense", wrong, expiring, revoked, good[..33] + "0" + good[33..] })
        {
            foreach (var endpoint in Endpoints.All)
            {
                Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(client, endpoint, token));
            }
        }
    }

    [Fact]
    public async Task A_token_of_one_environment_does_not_deploy_to_another()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        await using var registry = new Atlas.Registry.Doors.HttpRegistry(
            new(server.Address, await server.TokenAsync("staging-only", ["read", "deploy:staging"])), TimeProvider.System);
        var refusal = await RefusedAsync(
            Core.Registries.RegistryProblem.Forbidden, () => registry.BeginAsync(Begin("production", "one", version), Cancel));

        Assert.Contains("deploy:production", refusal.Message);
        await registry.BeginAsync(Begin("staging", "one", version), Cancel);
    }

    [Fact]
    public async Task A_tokens_default_scopes_are_all_but_verify_admin_and_break_glass_and_only_its_hash_is_stored()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        var token = await server.TokenAsync("ci", []);
        await using var registry = new Atlas.Registry.Doors.HttpRegistry(new(server.Address, token), TimeProvider.System);

        Assert.Equal(["read", "push", "plan", "approve", "deploy:*"], (await registry.WhoAmIAsync(Cancel)).Scopes);
        Assert.DoesNotContain(token[33..], string.Join('\n', await world.QueryAsync("SELECT * FROM atlas_token")));
        Assert.DoesNotContain(token[33..], string.Join('\n', await world.QueryAsync("SELECT body FROM atlas_event")));
    }

    [Fact]
    public async Task Refusals_never_repeat_the_token()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, ServeOptions.Parse("127.0.0.1:0") with { IsVerbose = true });
        var token = await server.TokenAsync("soon", []);
        await server.RevokeAsync("soon");
        await using var registry = new Atlas.Registry.Doors.HttpRegistry(new(server.Address, token), TimeProvider.System);
        var refusal = await RefusedAsync(Core.Registries.RegistryProblem.Unauthorized, () => registry.WhoAmIAsync(Cancel));

        Assert.Contains("login with token failed: Unauthorized", refusal.Message);
        Assert.DoesNotContain(token[33..], refusal.ToString());
        Assert.Contains("/api/v1/whoami", server.Log.ToString());
        Assert.DoesNotContain(token[33..], server.Log.ToString());
    }

    [Fact]
    public async Task A_token_name_in_force_is_taken_and_an_unknown_scope_is_refused()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        await server.TokenAsync("ci", []);

        await RefusedAsync(Core.Registries.RegistryProblem.Conflict, () => server.TokenAsync("ci", []));
        await server.RevokeAsync("ci");
        await server.TokenAsync("ci", []);
        await RefusedAsync(Core.Registries.RegistryProblem.Invalid, () => server.TokenAsync("x", ["write"]));
        foreach (var scope in new[] { "deploy:", "deploy", "deploy:@shop", "push@", "push@Shop", "push@a b", "push@a*b", "read:staging", "audit@shop", "verify:" })
        {
            await RefusedAsync(Core.Registries.RegistryProblem.Invalid, () => server.TokenAsync("x", [scope]));
        }
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, Endpoint endpoint, string? token)
    {
        var path = endpoint.Shape.Path.Replace("{repo}", "myapp").Replace("{plan}", "p").Replace("{id}", "01ARZ3NDEKTSV4RRFFQ69G5FAV").Replace("{digest}", "sha256:0").Replace("{version}", "v9").Replace("{number}", "1").Replace("{delivery}", "01ARZ3NDEKTSV4RRFFQ69G5FAV");
        using var request = new HttpRequestMessage(new(endpoint.Shape.Method), Endpoints.Root + path + "?env=staging&identity=x");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (endpoint.Shape.Body is not null) request.Content = new StringContent(Body(endpoint), Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    /// <summary>A well-formed body, so that it is the scope that decides.</summary>
    internal static string Body(Endpoint endpoint)
    {
        var json = RegistryJson.Default;
        var begin = Begin("staging", "one", null) with { Id = "01ARZ3NDEKTSV4RRFFQ69G5FAV" };
        var end = End(begin, Core.Registries.DeploymentOutcome.DryRun, null);
        return endpoint.Name switch
        {
            "CreateRepo" => JsonSerializer.Serialize(new("myapp", null, "", true), json.NewRepo),
            "SetRepo" => JsonSerializer.Serialize(new([]), json.RepoSettings),
            "RedactVersion" => JsonSerializer.Serialize(new("a password"), json.Redacting),
            "PublishVersion" => JsonSerializer.Serialize(Push("myapp", "a"), json.PushRequest),
            "PushPlan" => JsonSerializer.Serialize(Plan("p", "a", "b"), json.PlanPush),
            "ReviewPlan" => JsonSerializer.Serialize(
                new("myapp", "p", Core.Registries.PlanStatus.Approved, new("sha256:0"), new()), json.PlanVerdict),
            "AddComment" => JsonSerializer.Serialize(new("why?", 1, new("sha256:0")), json.NewPlanComment),
            "SettleDeployment" => JsonSerializer.Serialize(new("myapp", "staging", "x", Print("x"), new()), json.SettleTarget),
            "AcceptDatabase" => JsonSerializer.Serialize(new(Core.Registries.AcceptKind.Copy), json.Acceptance),
            "BeginDeployment" => JsonSerializer.Serialize(begin, json.DeploymentBegin),
            "ReportProgress" => JsonSerializer.Serialize(new(begin.Id, [], default), json.DeploymentProgress),
            "EndDeployment" => JsonSerializer.Serialize(end with { Outcome = Core.Registries.DeploymentOutcome.NoAction }, json.DeploymentEnd),
            "RecordAttempt" => JsonSerializer.Serialize(new(begin, end), json.Attempt),
            "ApplyPolicy" => JsonSerializer.Serialize(Core.Promotion.PromotionPolicy.None, json.PromotionPolicy),
            "RecordVerification" => JsonSerializer.Serialize(
                new(new("01ARZ3NDEKTSV4RRFFQ69G5FAV", "myapp", "staging", "x", 1, Print("x"), "", default), "", ""), json.SignedObservation),
            "RequestPermit" => JsonSerializer.Serialize(new(begin, null), json.PermitRequest),
            "ExamineDeployment" => JsonSerializer.Serialize(begin, json.DeploymentBegin),
            "ReviewException" or "WithdrawVersion" => JsonSerializer.Serialize(new("why"), json.Review),
            "DecidePolicy" => JsonSerializer.Serialize(new(false), json.PolicyDecision),
            "AddWebhook" => JsonSerializer.Serialize(
                new("https://example.com", Core.Registries.WebhookFormat.Json, [], "myapp"), json.NewWebhook),
            "RecordTests" => JsonSerializer.Serialize(Tested("myapp", "v1", Core.Planning.Digest.Of("a"u8)), json.TestReport),
            "ReportValidation" => JsonSerializer.Serialize(Validated("staging", "v1"), json.ValidationReport),
            _ => throw new NotSupportedException($"{endpoint.Name} needs a body to be asked with."),
        };
    }
}
