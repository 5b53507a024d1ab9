using System.Text.Json.Serialization.Metadata;
using Atlas.Core.Model;

namespace Atlas.Server;

/// <summary>One thing that can be asked of the server.</summary>
internal interface IEndpoint
{
    /// <summary>Gets how it is asked.</summary>
    static abstract EndpointShape Shape { get; }

    /// <summary>Answers it; the caller has the shape's scope.</summary>
    static abstract Task HandleAsync(Call call);
}

/// <summary>How something is asked.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path under <c>/api/v1</c>, with parameters in braces.</param>
/// <param name="Scope">
/// The scope that a token needs; empty for none. <c>deploy:*</c> stands for that of some environment: which one is in
/// the body,
/// and the rules demand it.
/// </param>
/// <param name="Summary">What it does, in one sentence.</param>
internal sealed record EndpointShape(string Method, string Path, string Scope, string Summary)
{
    /// <summary>Gets the parameters of the query string; <c>page</c> and <c>size</c> among them for lists.</summary>
    public Seq<string> Query { get; init; } = [];

    /// <summary>Gets the shape of the body; null for none.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>Gets the shape of the answer; null for bytes.</summary>
    public JsonTypeInfo? Answer { get; init; }

    /// <summary>Gets whether the bearer token is an identity provider's and not one of the registry's.</summary>
    public bool TakesIdentity { get; init; }

    /// <summary>Gets whether the answer may be that there is nothing (204).</summary>
    public bool MayBeNothing { get; init; }
}

/// <summary>An endpoint as an entry of the list.</summary>
internal sealed record Endpoint(string Name, EndpointShape Shape, Func<Call, Task> HandleAsync)
{
    public static Endpoint Of<T>()
        where T : IEndpoint => new(typeof(T).Name, T.Shape, T.HandleAsync);
}
