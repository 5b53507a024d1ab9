using System.Globalization;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Rules;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>One request of somebody who signed in, and the registry as they see it.</summary>
internal sealed class Visit(
    HttpContext http, Subject subject, SchemaRegistry registry, RegistryRules rules, Func<string, Dialect?> dialects,
    DateTimeOffset now, string formToken)
{
    public HttpContext Http => http;

    public Subject Subject => subject;

    public SchemaRegistry Registry => registry;

    public RegistryRules Rules => rules;

    /// <summary>Gets the dialect of a name; null for one that this program doesn't know.</summary>
    public Func<string, Dialect?> Dialects => dialects;

    public DateTimeOffset Now => now;

    public CancellationToken Cancelled => http.RequestAborted;

    /// <summary>Gets which page of a list is asked for.</summary>
    public PageRequest Page => new(
        int.TryParse(Query("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0
            ? page
            : 1,
        30);

    /// <summary>Returns a parameter of the path.</summary>
    public string Route(string name) => http.Request.RouteValues[name] as string ?? "";

    /// <summary>Returns a parameter of the query string; null when it isn't there or empty.</summary>
    public string? Query(string name) => http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>Returns the address of this page with other parameters; empty ones are left out.</summary>
    public string Here(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var values = http.Request.Query.ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        foreach (var (name, value) in changes) values[name] = value;
        var query = QueryString.Create(values.Where(v => v.Value is { Length: > 0 }));
        return http.Request.Path.ToUriComponent() + query.ToUriComponent();
    }

    /// <summary>Makes the frame around a page.</summary>
    /// <param name="section">Its entry of the navigation.</param>
    /// <param name="title">Its title.</param>
    /// <param name="api">Where the API gives the same, such as <c>/repos?page=1</c>.</param>
    /// <param name="crumbs">The pages above it, outermost first.</param>
    public Frame Frame(Section section, string title, string api, params Seq<Crumb> crumbs) =>
        new(section, title, crumbs, Endpoints.Root + api, subject, now, formToken);
}
