using System.Globalization;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Server.Web.Pages;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>One request of somebody who signed in, and the registry as they see it.</summary>
internal sealed class Visit(
    HttpContext http, Subject subject, SchemaRegistry registry, RegistryRules rules, ServeOptions options,
    VersionCache versions, DateTimeOffset now, string formToken)
{
    public HttpContext Http => http;

    public Subject Subject => subject;

    public SchemaRegistry Registry => registry;

    public RegistryRules Rules => rules;

    /// <summary>Gets the dialect of a name; null for one that this program doesn't know.</summary>
    public Func<string, Dialect?> Dialects => options.Dialects;

    /// <summary>Gets how the registry is served.</summary>
    public ServeOptions Options => options;

    /// <summary>Gets the versions that were read lately.</summary>
    public VersionCache Versions => versions;

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
    public string Here(params ReadOnlySpan<(string Name, string? Value)> changes) =>
        With(http.Request.Path.ToUriComponent(), changes);

    /// <summary>Returns another address with this page's parameters and other ones; empty ones are left out.</summary>
    public string With(string path, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var values = http.Request.Query.ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        foreach (var (name, value) in changes) values[name] = value;
        var query = QueryString.Create(values.Where(v => v.Value is { Length: > 0 }));
        return path + query.ToUriComponent();
    }

    /// <summary>Refuses who hasn't a scope.</summary>
    /// <exception cref="RegistryException">The visitor lacks it; the message says so.</exception>
    public void Demand(string scope)
    {
        if (Lacks(scope) is { Length: > 0 } why) throw new RegistryException(RegistryProblem.Forbidden, why);
    }

    /// <summary>Returns why the visitor may not do what a scope is for; empty when they may.</summary>
    public string Lacks(string scope) => Scopes.Has(subject, scope) ? "" : Scopes.Missing(subject, scope);

    /// <summary>Returns why the visitor may not do what a scope is for in a repo; empty when they may.</summary>
    public string Lacks(string scope, string repo) =>
        Lacks(scope) is { Length: > 0 } everywhere ? everywhere
        : Scopes.Has(subject, scope, repo) ? "" : Scopes.Missing(subject, scope, repo);

    /// <summary>Makes the frame around a page.</summary>
    /// <param name="section">Its entry of the navigation.</param>
    /// <param name="title">Its title.</param>
    /// <param name="api">Where the API gives the same, such as <c>/repos?page=1</c>.</param>
    /// <param name="crumbs">The pages above it, outermost first.</param>
    public Frame Frame(Section section, string title, string api, params Seq<Crumb> crumbs) =>
        new(section, title, crumbs, Endpoints.Root + api, subject, now, formToken);
}
