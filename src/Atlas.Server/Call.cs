using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server;

/// <summary>One authorised request, and the registry as its subject sees it.</summary>
internal sealed class Call(HttpContext http, Subject subject, SchemaRegistry registry)
{
    public Subject Subject => subject;

    /// <summary>Gets the token that was made for who is asking, at the one endpoint that makes them; else null.</summary>
    public string? Issued { get; init; }

    public SchemaRegistry Registry => registry;

    public CancellationToken Cancelled => http.RequestAborted;

    /// <summary>Gets which page is asked for; 20 entries where nothing is said.</summary>
    public PageRequest Page => new(Small("page") ?? 1, Small("size") ?? 20);

    /// <summary>Returns a parameter of the path.</summary>
    public string Route(string name) => http.Request.RouteValues[name] as string ?? "";

    /// <summary>Returns a parameter of the path that is a number.</summary>
    public long RouteNumber(string name) =>
        long.TryParse(Route(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid($"The {name} in the path must be a number.");

    /// <summary>Returns a parameter of the query string; null when it isn't there.</summary>
    public string? Query(string name) => http.Request.Query[name] is [{ } value, ..] ? value : null;

    /// <summary>Returns a parameter of the query string that must be there.</summary>
    public string Required(string name) => Query(name) ?? throw Invalid($"The parameter \"{name}\" is missing.");

    /// <summary>Returns every value of a parameter of the query string.</summary>
    public Seq<string> Queries(string name) => http.Request.Query[name].OfType<string>().ToSeq();

    /// <summary>Returns a parameter of the query string that is a number, not below 0; null when it isn't
    /// there.</summary>
    public long? Number(string name)
    {
        if (Query(name) is not { } text) return null;

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Invalid($"The parameter \"{name}\" must be a number.");
    }

    /// <summary>Returns a parameter of the query string that is a time; null when it isn't there.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Query(name) is not { } text) return null;

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Invalid($"The parameter \"{name}\" must be a time, such as 2026-06-10T12:00:00Z.");
    }

    /// <summary>Reads the body.</summary>
    public async Task<T> ReadAsync<T>(JsonTypeInfo<T> type)
    {
        if (!http.Request.HasJsonContentType())
            throw Invalid("The body must be JSON, with the content type application/json.");

        return await JsonSerializer.DeserializeAsync(http.Request.Body, type, Cancelled)
            ?? throw Invalid("The body is null.");
    }

    /// <summary>Answers with JSON.</summary>
    public Task AnswerAsync<T>(T answer, JsonTypeInfo<T> type) =>
        Web.Pipeline.WriteAsync(http, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, type));

    /// <summary>Answers with JSON of one moment of a repo.</summary>
    public Task AnswerAsync<T>(T answer, JsonTypeInfo<T> type, long revision)
    {
        http.Response.Headers["Atlas-Registry-Revision"] = revision.ToString(CultureInfo.InvariantCulture);
        return AnswerAsync(answer, type);
    }

    /// <summary>Answers that there is nothing.</summary>
    public void AnswerNothing() => http.Response.StatusCode = StatusCodes.Status204NoContent;

    /// <summary>Answers with bytes that never change.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="name">What they are called by; equal names, equal bytes.</param>
    public Task AnswerImmutableAsync(byte[] content, string name)
    {
        var tag = $"\"{name}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        if (!http.Request.Headers.IfNoneMatch.Contains(tag))
            return Web.Pipeline.WriteAsync(http, "application/octet-stream", content);

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    public static RegistryException Invalid(string message) => new(RegistryProblem.Invalid, message);

    private int? Small(string name) => Number(name) is { } number ? (int)Math.Min(number, int.MaxValue) : null;
}
