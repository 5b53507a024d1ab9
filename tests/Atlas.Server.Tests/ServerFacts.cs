using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Atlas.Core.Dialects;
using Atlas.Core.Registries;
using Atlas.Registry.Doors;
using Atlas.Server.Web;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Server.Tests;

public sealed class ServerFacts
{
    [Fact]
    public async Task Content_has_a_tag_and_is_not_sent_again()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = await ClientAsync(server);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var path = $"/api/v1/repos/myapp/contents/{version.Digest}";
        using var first = await client.GetAsync(path, Cancel);
        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.GetAsync(path, Cancel);

        Assert.Equal($"\"{version.Digest}\"", first.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task Answers_about_a_repo_say_its_revision()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = await ClientAsync(server);
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        using var answer = await client.GetAsync("/api/v1/repos/myapp/resolve", Cancel);

        Assert.Equal($"{version.Revision}", Assert.Single(answer.Headers.GetValues("Atlas-Registry-Revision")));
    }

    [Theory]
    [InlineData("PUT", "/api/v1/repos/myapp/settings", "{", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/v1/repos/myapp/settings", "[]", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/v1/repos/myapp/settings", "null", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/v1/repos/myapp/settings", "{}", HttpStatusCode.BadRequest)]
    [InlineData("PUT", "/api/v1/repos/myapp/settings", "{\"reportEnvs\":[null]}", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/deployments", "{\"id\":1}", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/repos?page=0", null, HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/repos?size=100000", null, HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/repos?page=x", null, HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/deployments?outcome=GONE", null, HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/repos/%2e%2e%2fadmin", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/repos/x'%20OR%201=1--", null, HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/v1/nothing", null, HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/repos/myapp", null, HttpStatusCode.NotFound)]
    public async Task A_bad_request_is_answered_with_problem_details(string method, string path, string? body, HttpStatusCode status)
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = await ClientAsync(server);
        using var request = new HttpRequestMessage(new(method), path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Cancel);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel));

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(status == HttpStatusCode.NotFound ? "NOT_FOUND" : "INVALID", problem.RootElement.GetProperty("kind").GetString());
        Assert.EndsWith(".", problem.RootElement.GetProperty("detail").GetString()?.TrimEnd('?'));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, ServeOptions.Parse("127.0.0.1:0") with { LargestBody = 1000 });
        using var client = await ClientAsync(server);
        using var content = new StringContent($"\"{new string('x', 2000)}\"", Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/api/v1/repos", content, Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Health_and_readiness_are_told_without_a_token()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };

        Assert.Equal("ok\n", await client.GetStringAsync("/healthz", Cancel));
        Assert.Equal("ready\n", await client.GetStringAsync("/readyz", Cancel));
        await world.ExecuteAsync("ALTER TABLE atlas_repo RENAME TO elsewhere");
        using var unready = await client.GetAsync("/readyz", Cancel);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unready.StatusCode);
        Assert.Contains("\"path\":\"/readyz\"", server.Log.ToString());
    }

    [Fact]
    public async Task The_pages_behind_links_tell_nothing_to_who_has_not_signed_in()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        var version = await world.Registry.PushAsync(Push("myapp", "a"));
        var begun = await world.Registry.BeginAsync(Begin("staging", "one", version), Cancel);
        var page = await client.GetStringAsync(new Uri(begun.Link).PathAndQuery, Cancel);

        Assert.EndsWith($"/migrations/{begun.Id}", begun.Link);
        Assert.Contains("Sign in", page);
        Assert.DoesNotContain("staging", page);
    }

    [Fact]
    public async Task Links_lead_to_the_address_that_was_asked_or_the_public_one()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(
            world, ServeOptions.Parse("127.0.0.1:0") with { PublicUrl = "https://atlas.example.com" });
        await using var registry = new HttpRegistry(new(server.Address, await server.TokenAsync("x", [])), TimeProvider.System);

        Assert.Equal(
            "https://atlas.example.com/schemas/myapp/versions/v1", (await registry.PushAsync(Push("myapp", "a", version: "v1"), Cancel)).Link);
    }

    [Fact]
    public async Task A_registry_that_is_not_there_is_named_with_its_address_and_the_remedy()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var registry = new HttpRegistry(new($"http://127.0.0.1:{port}", "atlas_secret"), TimeProvider.System);
        var refusal = await RefusedAsync(RegistryProblem.Unavailable, () => registry.WhoAmIAsync(Cancel));

        Assert.Contains($"http://127.0.0.1:{port}", refusal.Message);
        Assert.Contains("ATLAS_CLOUD_URL", refusal.Message);
        Assert.DoesNotContain("atlas_secret", refusal.ToString());
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_given_up_after_the_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        await using var registry = new HttpRegistry(new(address, "x") { Timeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);

        Assert.Contains("didn't answer", (await RefusedAsync(RegistryProblem.Unavailable, () => registry.WhoAmIAsync(Cancel))).Message);
    }

    [Fact]
    public async Task Without_a_token_the_command_asks_for_a_login()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        await using var registry = new HttpRegistry(new(server.Address, null), TimeProvider.System);

        Assert.Contains("command requires 'atlas login'", (await RefusedAsync(RegistryProblem.Unauthorized, () => registry.WhoAmIAsync(Cancel))).Message);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_named()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        var failure = await Assert.ThrowsAsync<FailureException>(
            () => RunningServer.StartAsync(world, ServeOptions.Parse(server.Address["http://".Length..])));

        Assert.Contains("--listen", failure.Message);
    }

    [Fact]
    public async Task The_document_names_every_endpoint_and_is_the_one_in_the_docs()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        var served = await client.GetStringAsync("/api/v1/openapi.json", Cancel);
        using var document = JsonDocument.Parse(served);
        var paths = document.RootElement.GetProperty("paths");
        foreach (var endpoint in Endpoints.All)
        {
            var operation = paths.GetProperty(Endpoints.Root + endpoint.Shape.Path).GetProperty(endpoint.Shape.Method.ToLowerInvariant());
            Assert.Equal(endpoint.Shape.Scope, operation.GetProperty("x-atlas-scope").GetString());
        }

        var file = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "reference", "openapi.json");
        if (Environment.GetEnvironmentVariable("ATLAS_RECORD") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, served, Cancel);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, Cancel), served);
        Assert.Equal(Endpoints.All.Count, Endpoints.All.Select(e => e.Name).Distinct().Count());

        static string Here([CallerFilePath] string path = "") => path;
    }

    private static async Task<HttpClient> ClientAsync(RunningServer server)
    {
        var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync("tester", ["read", "push", "deploy:*", "admin"]));
        return client;
    }
}
