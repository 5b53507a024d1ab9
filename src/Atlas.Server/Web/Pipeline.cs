using System.Diagnostics;
using System.Text.Json;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Doors;
using Atlas.Registry.Rules;
using Atlas.Registry.Wire;
using Atlas.Server.Identities;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>What every request goes through: who, may they, the answer, and refusals as problem details.</summary>
internal sealed class Pipeline(
    RegistryRules rules, ServeOptions options, IdentityProviders providers, RequestLog log, RequestRate rate)
{
    public Task AnswerAsync(HttpContext http, Endpoint endpoint) => GuardAsync(
        http,
        async () =>
        {
            if (!rate.Lets(http))
            {
                http.Response.Headers.RetryAfter = "1";
                throw new TooManyRequestsException();
            }

            var bearer = Bearer(http);
            var issued = endpoint.Shape.TakesIdentity
                ? await rules.Tokens.IssueAsync(
                    await providers.OfRunAsync(bearer, http.RequestAborted), http.RequestAborted)
                : null;
            var subject = await rules.Tokens.AuthenticateAsync(issued?.Secret ?? bearer, http.RequestAborted);
            if (endpoint.Shape.Scope is { Length: > 0 } scope && !Scopes.Has(subject, scope))
            {
                throw new RegistryException(RegistryProblem.Forbidden, Scopes.Missing(subject, scope));
            }

            var site = options.PublicUrl ?? $"{http.Request.Scheme}://{http.Request.Host.Value}";
            await using var registry = new BoundRegistry(rules, subject, RegistryLinks.At(site), site,
                isEmbedded: false);
            await endpoint.HandleAsync(new Call(http, subject, registry) { Issued = issued?.Secret });
        });

    /// <summary>Answers whether the registry can answer.</summary>
    public Task ReadyAsync(HttpContext http) => GuardAsync(
        http,
        async () =>
        {
            if (!await rules.Store.IsReadyAsync(http.RequestAborted))
            {
                throw new RegistryException(RegistryProblem.Unavailable, "The registry's storage doesn't answer.");
            }

            await WriteAsync(http, "text/plain", "ready\n"u8.ToArray());
        });

    /// <summary>Answers that there is nothing at this path.</summary>
    public Task MissingAsync(HttpContext http) => GuardAsync(
        http,
        () => throw new RegistryException(
            RegistryProblem.NotFound,
            $"There is nothing to {http.Request.Method} at this path. {Endpoints.Root}/openapi.json lists what there " +
            "is."));

    /// <summary>Writes a whole answer.</summary>
    public static async Task WriteAsync(HttpContext http, string mediaType, byte[] body)
    {
        http.Response.ContentType = mediaType;
        http.Response.ContentLength = body.Length;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Response.Headers.CacheControl.Count == 0) http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private async Task GuardAsync(HttpContext http, Func<Task> answer)
    {
        var start = Stopwatch.GetTimestamp();
        Exception? failure = null;
        try
        {
            await answer();
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            failure = e;
            await RefuseAsync(http, Problem(e, http));
        }
        finally
        {
            log.Write(http, Stopwatch.GetElapsedTime(start), failure);
        }
    }

    private static string Bearer(HttpContext http)
    {
        const string Scheme = "Bearer ";
        return http.Request.Headers.Authorization is [{ } header]
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : throw new RegistryException(
                RegistryProblem.Unauthorized,
                "login with token failed: Unauthorized. The request has no bearer token. Run `atlas login`.");
    }

    public static Problem Problem(Exception e, HttpContext http) => e switch
    {
        RegistryException refusal => Of(refusal.Kind, refusal.Message),
        JsonException json =>
            Of(RegistryProblem.Invalid, $"The body doesn't have the shape that is expected, at {json.Path ?? "$"}."),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            Of(RegistryProblem.Invalid,
                "The body is larger than the registry takes.") with
            { Status = StatusCodes.Status413PayloadTooLarge },
        TooManyRequestsException => Of(RegistryProblem.Unavailable,
            "The token sends more requests than the registry takes of one. Wait a second and try again.") with
        { Status = StatusCodes.Status429TooManyRequests, Title = "Too many requests" },
        BadHttpRequestException => Of(RegistryProblem.Invalid, "The request can't be read."),
        OperationCanceledException when http.RequestAborted.IsCancellationRequested =>
            Of(RegistryProblem.Unavailable,
                "The registry didn't manage the request within the " +
                "time.") with
            { Status = StatusCodes.Status504GatewayTimeout },
        _ => Of(RegistryProblem.Unavailable,
            "The registry failed. Its log says why.") with
        { Status = StatusCodes.Status500InternalServerError },
    };

    private static Problem Of(RegistryProblem kind, string detail)
    {
        var (status, title) = kind switch
        {
            RegistryProblem.Invalid => (StatusCodes.Status400BadRequest, "The request makes no sense"),
            RegistryProblem.Unauthorized => (StatusCodes.Status401Unauthorized, "Unauthorized"),
            RegistryProblem.Forbidden => (StatusCodes.Status403Forbidden, "The token lacks the scope"),
            RegistryProblem.NotFound => (StatusCodes.Status404NotFound, "Not found"),
            RegistryProblem.Conflict => (StatusCodes.Status409Conflict, "Conflict"),
            RegistryProblem.Gone => (StatusCodes.Status410Gone, "Gone"),
            RegistryProblem.Unavailable => (StatusCodes.Status503ServiceUnavailable, "The registry failed"),
            _ => throw new UnreachableException($"A kind of refusal without a status: {kind}"),
        };
        return new("about:blank", title, status, detail, kind);
    }

    private static async Task RefuseAsync(HttpContext http, Problem problem)
    {
        var retryAfter = http.Response.Headers.RetryAfter;
        http.Response.Clear();
        http.Response.Headers.RetryAfter = retryAfter;
        http.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status401Unauthorized) http.Response.Headers.WWWAuthenticate = "Bearer";
        http.Response.ContentType = "application/problem+json";
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, RegistryJson.Default.Problem),
            CancellationToken.None);
    }

    /// <summary>A token sends more requests than are taken of one.</summary>
    private sealed class TooManyRequestsException : Exception;
}
