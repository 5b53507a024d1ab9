using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Doors;

/// <summary>Requests to a registry: time-outs, repeats where that is harmless, and refusals as
/// <see cref="RegistryException"/>.</summary>
internal sealed class HttpExchange : IDisposable
{
    private const int Attempts = 4;
    private const string Root = "/api/v1";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly HttpClient client;
    private readonly HttpRegistryOptions options;
    private readonly TimeProvider time;

    public HttpExchange(HttpRegistryOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;

        // A redirect would take the token to an address that nobody named.
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectTimeout,
            AllowAutoRedirect = false,
            UseCookies = false
        };
        client = new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = 64 << 20
        };
    }

    /// <summary>Asks for something and reads it; null when the registry says that there is nothing.</summary>
    public async Task<T?> TryGetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path, null, isRepeatable: true, cancellationToken);
        return status == HttpStatusCode.NoContent ? null : Read(body, answer);
    }

    /// <summary>Asks for something and reads it.</summary>
    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        Read((await SendAsync(HttpMethod.Get, path, null, isRepeatable: true, cancellationToken)).Body, answer);

    /// <summary>Asks for bytes.</summary>
    public async Task<byte[]> DownloadAsync(string path, CancellationToken cancellationToken) =>
        (await SendAsync(HttpMethod.Get, path, null, isRepeatable: true, cancellationToken)).Body;

    /// <summary>Sends something and reads the answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path under the API's root.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="bodyType">Its shape.</param>
    /// <param name="answer">The answer's shape.</param>
    /// <param name="isRepeatable">Whether the registry takes it twice for once; else it is repeated only if it can't
    /// have arrived.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TAnswer> SendAsync<TBody, TAnswer>(
        HttpMethod method, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answer,
        bool isRepeatable,
        CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, bodyType);
        return Read((await SendAsync(method, path, bytes, isRepeatable, cancellationToken)).Body, answer);
    }

    /// <summary>Returns a text as one segment of a path.</summary>
    public static string Segment(string text) => text is "" or "." or ".."
        ? throw new RegistryException(RegistryProblem.NotFound, $"\"{text}\" names nothing in a registry.")
        : Uri.EscapeDataString(text);

    public void Dispose() => client.Dispose();

    private async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(
        HttpMethod method, string path, byte[]? body, bool isRepeatable, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isLast = attempt == Attempts;
            try
            {
                var (answer, pause) = await SendOnceAsync(method, path, body, cancellationToken);
                if (pause is null || isLast || !isRepeatable) return Accept(answer);

                await PauseAsync(pause.Value, attempt, cancellationToken);
            }
            catch (HttpRequestException e) when (!isLast && (isRepeatable || NeverArrived(e)))
            {
                await PauseAsync(TimeSpan.Zero, attempt, cancellationToken);
            }
            catch (HttpRequestException e)
            {
                throw Unreachable(Reason(e), e);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw Unreachable($"it didn't answer within {options.Timeout.TotalSeconds:0} s", e);
            }
        }
    }

    /// <summary>Sends a request once; a pause is given when asking again later may help.</summary>
    private async Task<(Answer Answer, TimeSpan? Pause)> SendOnceAsync(
        HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.Timeout);
        using var request = new HttpRequestMessage(method, options.Address + Root + path);
        request.Headers.UserAgent.ParseAdd(options.UserAgent);
        if (options.Token is { } token) request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var response = await client.SendAsync(request, deadline.Token);
        var bytes = await response.Content.ReadAsByteArrayAsync(deadline.Token);
        var answer = new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, bytes);
        var isBusy = response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout or HttpStatusCode.TooManyRequests;
        return (answer, isBusy ? response.Headers.RetryAfter?.Delta ?? TimeSpan.Zero : null);
    }

    private (HttpStatusCode Status, byte[] Body) Accept(Answer answer)
    {
        if ((int)answer.Status is >= 200 and < 300) return (answer.Status, answer.Body);

        var problem = answer.MediaType == "application/problem+json" ? ReadProblem(answer.Body) : null;
        throw (answer.Status, problem) switch
        {
            (HttpStatusCode.Unauthorized, _) when options.Token is null => new RegistryException(
                RegistryProblem.Unauthorized,
                $"command requires 'atlas login': the registry at {options.Address} asks for a token. Set " +
                    "ATLAS_TOKEN or " +
                "atlas.cloud.token, or run `atlas login`."),
            (HttpStatusCode.Unauthorized, null) => new RegistryException(
                RegistryProblem.Unauthorized,
                $"login with token failed: Unauthorized. The registry at {options.Address} refuses the token; ask " +
                    "for a new one."),
            (_, { } said) => new RegistryException(said.Kind, said.Detail),
            _ => new RegistryException(
                RegistryProblem.Unavailable,
                $"{options.Address} answered with HTTP status {(int)answer.Status}. Check that this is the address " +
                    "of an Atlas registry."),
        };
    }

    private T Read<T>(byte[] body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException e)
        {
            throw new RegistryException(
                RegistryProblem.Unavailable,
                $"{options.Address} didn't answer in the words of an Atlas registry of this version. Check the " +
                    "address and the versions.", e);
        }
    }

    private static Problem? ReadProblem(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, RegistryJson.Default.Problem);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private RegistryException Unreachable(string reason, Exception inner) => new(
        RegistryProblem.Unavailable,
        $"The registry at {options.Address} can't be reached: {reason}. Check atlas.cloud.url or ATLAS_CLOUD_URL, " +
            "and that the registry runs.",
        inner);

    private static string Reason(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name isn't known",
        HttpRequestError.ConnectionError => "nothing answers there",
        HttpRequestError.SecureConnectionError => "its certificate isn't trusted, or it doesn't speak TLS",
        _ => "the connection broke",
    };

    private static bool NeverArrived(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    private Task PauseAsync(TimeSpan wished, int attempt, CancellationToken cancellationToken)
    {
        var pause = FirstPause * Math.Pow(2, attempt - 1);
        var longer = wished > pause ? wished : pause;
        return Task.Delay(longer < LongestPause ? longer : LongestPause, time, cancellationToken);
    }

    private sealed record Answer(HttpStatusCode Status, string? MediaType, byte[] Body);
}
