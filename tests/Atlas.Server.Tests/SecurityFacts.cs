using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Atlas.Core.Dialects;
using Atlas.Tests.Registry.Suite;
using static Atlas.Tests.Registry.Suite.Samples;

namespace Atlas.Server.Tests;

/// <summary>What somebody tries who means ill: each is refused with problem details, and nothing of it is repeated where it
/// does harm.</summary>
public sealed class SecurityFacts
{
    [Fact]
    public async Task Hostile_names_are_refused_or_kept_as_text_at_every_endpoint()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        await world.Registry.PushAsync(Push("myapp", "a"));
        using var client = new HttpClient { BaseAddress = new(server.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync("x", [.. Atlas.Registry.Access.Scopes.All]));
        var before = await world.TablesAsync();
        foreach (var name in new[]
        {
            "../../etc/passwd", "..", "%2e%2e%2f", "'; DROP TABLE atlas_repo; --", "\" OR 1=1 --", "a\0b", "a\r\nSet-Cookie: x=1",
            "\u202Egnp.exe", new string('a', 5000), "{{ 7*7 }}", "${jndi:ldap://x}", "😀",
        })
        {
            foreach (var endpoint in Endpoints.All.Where(e => !e.Shape.TakesIdentity))
            {
                var path = endpoint.Shape.Path.Split('/')
                    .Select(s => s.StartsWith('{') ? Uri.EscapeDataString(name) : s);
                using var request = new HttpRequestMessage(
                    new(endpoint.Shape.Method), $"{Endpoints.Root}{string.Join('/', path)}?env={Uri.EscapeDataString(name)}&identity={Uri.EscapeDataString(name)}");
                if (endpoint.Shape.Body is not null)
                    request.Content = new StringContent(AuthorisationFacts.Body(endpoint), Encoding.UTF8, "application/json");
                using var response = await client.SendAsync(request, Cancel);
                Assert.True((int)response.StatusCode < 500, $"{endpoint.Name} {name}: {response.StatusCode}");
                Assert.False(response.Headers.Contains("Set-Cookie"));
                // What isn't HTTP at all, such as a NUL in a path, is refused before the registry sees it, with nothing said.
                if ((int)response.StatusCode >= 400 && (await response.Content.ReadAsByteArrayAsync(Cancel)).Length > 0)
                    Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            }
        }

        Assert.Equal(before, await world.TablesAsync());
        Assert.Equal("myapp", (await world.Registry.GetRepoAsync("myapp", Cancel)).Slug);
    }

    [Theory]
    [InlineData("GET /api/v1/repos HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("GET /api/v1/repos HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd")]
    [InlineData("GET /api/v1/repos HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n")]
    [InlineData("GET /api/v1/repos HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")]
    [InlineData("GET /api/v1/repos HTTP/1.1\r\nX Y: z\r\nHost: x\r\n\r\n")]
    [InlineData("GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("\0\0\0\0")]
    public async Task A_malformed_request_is_refused(string bytes)
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        var answer = await SendAsync(server, Encoding.Latin1.GetBytes(bytes + "\r\n\r\n"));

        Assert.Matches("^(HTTP/1.1 (400|401)|$)", answer);
        Assert.DoesNotContain(" at Atlas.", answer);
    }

    [Fact]
    public async Task A_header_that_is_too_long_and_a_body_that_never_ends_are_refused()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, ServeOptions.Parse("127.0.0.1:0") with { LargestBody = 1000 });
        var token = await server.TokenAsync("x", []);
        var head = $"POST /api/v1/repos HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n";
        var longHeader = await SendAsync(server, Encoding.ASCII.GetBytes($"{head}X: {new string('a', 70_000)}\r\n\r\n"));
        var chunks = string.Concat(Enumerable.Repeat("100\r\n" + new string(' ', 256) + "\r\n", 20));
        var endless = await SendAsync(server, Encoding.ASCII.GetBytes($"{head}Transfer-Encoding: chunked\r\n\r\n{chunks}"));

        Assert.StartsWith("HTTP/1.1 431", longHeader);
        Assert.StartsWith("HTTP/1.1 413", endless);
    }

    [Theory]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("{\"name\":\"a\",\"name\":")]
    [InlineData("{\"name\":\"\\ud800\",\"driver\":null,\"description\":\"\",\"skipIfExists\":true}")]
    [InlineData("{\"name\":1e999}")]
    [InlineData("\u0000")]
    [InlineData("")]
    public async Task A_malformed_body_is_refused(string body)
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world);
        using var client = new HttpClient { BaseAddress = new(server.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync("x", ["push"]));
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync("/api/v1/repos", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_token_that_asks_too_often_waits_and_others_do_not()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        await using var server = await RunningServer.StartAsync(world, ServeOptions.Parse("127.0.0.1:0") with { RequestsPerSecond = 1 });
        using var client = new HttpClient { BaseAddress = new(server.Address) };
        var (busy, calm) = (await server.TokenAsync("busy", []), await server.TokenAsync("calm", []));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(busy)));
        var refused = answers.First(a => a.StatusCode == HttpStatusCode.TooManyRequests);

        Assert.InRange(answers.Count(a => a.StatusCode == HttpStatusCode.OK), 1, 12);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(calm)).StatusCode);

        async Task<HttpResponseMessage> AskAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/whoami");
            request.Headers.Authorization = new("Bearer", token);
            return await client.SendAsync(request, Cancel);
        }
    }

    [Fact]
    public async Task The_server_speaks_tls_with_the_certificate_of_the_files()
    {
        await using var world = await World.OpenAsync(new HttpDoor());
        var folder = Directory.CreateTempSubdirectory("atlas-tls-");
        var files = new TlsFiles(Path.Combine(folder.FullName, "cert.pem"), Path.Combine(folder.FullName, "key.pem"));
        var missing = await Assert.ThrowsAsync<FailureException>(
            () => RunningServer.StartAsync(world, ServeOptions.Parse("127.0.0.1:0") with { Tls = files }));
        var thumbprint = Issue(files);
        await using var server = await RunningServer.StartAsync(world, ServeOptions.Parse("127.0.0.1:0") with { Tls = files });
        using var tls = new SslStream(await ConnectAsync(server), false, (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost");
        await tls.WriteAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancel);
        var answer = await new StreamReader(tls).ReadToEndAsync(Cancel);
        folder.Delete(recursive: true);

        Assert.Contains("cert.pem", missing.Message);
        Assert.StartsWith("https://", server.Address);
        Assert.Equal(thumbprint, tls.RemoteCertificate?.GetCertHashString());
        Assert.StartsWith("HTTP/1.1 200", answer);
    }

    private static string Issue(TlsFiles files)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(files.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString();
    }

    private static async Task<NetworkStream> ConnectAsync(RunningServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(server.Address).Port, Cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<string> SendAsync(RunningServer server, byte[] bytes)
    {
        await using var stream = await ConnectAsync(server);
        var buffer = new byte[4096];
        try
        {
            await stream.WriteAsync(bytes, Cancel);
            var length = await stream.ReadAsync(buffer, Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancel);
            return Encoding.Latin1.GetString(buffer, 0, length);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
