using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Cli.Screen;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Ci;

/// <summary>Requests to a platform's API. A redirect isn't followed: it would take the token elsewhere.</summary>
internal sealed class CiHttp : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient client;
    private readonly string address;
    private readonly string platform;

    /// <summary>Makes the way to an API.</summary>
    /// <param name="platform">The platform's name, for messages.</param>
    /// <param name="address">The API's address.</param>
    /// <param name="header">The header that carries the token.</param>
    /// <param name="token">Its value.</param>
    public CiHttp(string platform, string address, string header, string token)
    {
        (this.platform, this.address) = (platform, address.TrimEnd('/'));
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"Atlas/{ClientClaims.ProgramVersion}");
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, token);
    }

    /// <summary>Asks for something.</summary>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <summary>Sends something and reads the answer.</summary>
    public async Task<JsonElement> SendAsync(
        HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address + path);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var answer = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Failure($"it answered {(int)response.StatusCode} to {method} {Shown(path)}{Said(answer)}");
            using var json = JsonDocument.Parse(answer);
            return json.RootElement.Clone();
        }
        catch (HttpRequestException problem)
        {
            throw Failure($"it can't be reached ({problem.HttpRequestError})", problem);
        }
        catch (JsonException problem)
        {
            throw Failure($"its answer to {method} {Shown(path)} is no JSON", problem);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failure($"it didn't answer within {Patience.TotalSeconds:0} s", problem);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private FailureException Failure(string what, Exception? inner = null) =>
        new($"the API of {platform} at {address}: {what}", inner);

    private static string Shown(string path) => path.Split('?')[0];

    private static string Said(byte[] answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var said = json.RootElement.Text("message") ?? json.RootElement.Text("error", "message");
            return said is { Length: > 0 } ? $": {(said.Length > 200 ? said[..200] + "…" : said)}" : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
