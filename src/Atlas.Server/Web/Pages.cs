using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>The pages behind the links that commands print. They say nothing of what is stored, for nobody has signed
/// in.</summary>
internal static class Pages
{
    public static Task DeploymentAsync(HttpContext http)
    {
        var id = Value(http, "id");
        return WriteAsync(http, $"Migration {id}", $"atlas cloud migration describe --id {id}");
    }

    public static Task VersionAsync(HttpContext http)
    {
        var (repo, version) = (Value(http, "repo"), Value(http, "version"));
        return WriteAsync(http, $"Schema {repo}, version {version}",
            $"atlas cloud trace --repo {repo} --version {version}");
    }

    public static Task PlanAsync(HttpContext http)
    {
        var (repo, plan) = (Value(http, "repo"), Value(http, "plan"));
        return WriteAsync(http, $"Schema {repo}, plan {plan}",
            $"atlas schema plan pull --url atlas://{repo}/plans/{plan}");
    }

    private static Task WriteAsync(HttpContext http, string title, string command)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; " +
            "frame-ancestors 'none'";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        var page = $$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{{title}}</title>
              <style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 45rem; padding: 0 1rem }</style>
            </head>
            <body>
              <h1>{{title}}</h1>
              <p>To see it, ask the registry with your token:</p>
              <pre><code>{{command}}</code></pre>
            </body>
            </html>

            """;
        return Pipeline.WriteAsync(http, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page));
    }

    private static string Value(HttpContext http, string name) =>
        WebUtility.HtmlEncode(http.Request.RouteValues[name] as string ?? "");
}
