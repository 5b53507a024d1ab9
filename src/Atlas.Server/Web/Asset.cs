using System.Diagnostics;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Microsoft.AspNetCore.Http;

namespace Atlas.Server.Web;

/// <summary>A file of the site that is part of the program. Its address changes with its content, so that it may be
/// kept for ever.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="MediaType">Its media type.</param>
public sealed record Asset(string Name, string MediaType)
{
    private const string JavaScript = "text/javascript; charset=utf-8";

    /// <summary>The look.</summary>
    public static readonly Asset Style = new("site.css", "text/css; charset=utf-8");

    /// <summary>Makes links and forms load only what changes.</summary>
    public static readonly Asset Htmx = new("htmx.js", JavaScript);

    /// <summary>Follows deployments that run.</summary>
    public static readonly Asset Script = new("site.js", JavaScript);

    /// <summary>Lays diagrams out.</summary>
    public static readonly Asset Dagre = new("dagre.js", JavaScript);

    /// <summary>Draws diagrams.</summary>
    public static readonly Asset Diagram = new("diagram.js", JavaScript);

    /// <summary>The mark of the site.</summary>
    public static readonly Asset Icon = new("icon.svg", "image/svg+xml");

    /// <summary>The licences of what isn't ours.</summary>
    public static readonly Asset Licences = new("LICENSES.txt", "text/plain; charset=utf-8");

    private readonly byte[] content = Read(Name);

    /// <summary>Gets all files.</summary>
    public static Seq<Asset> All => [Style, Htmx, Script, Dagre, Diagram, Icon, Licences];

    /// <summary>Gets where the file is.</summary>
    public string Path => $"/assets/{Tag[..12]}/{Name}";

    private string Tag => Digest.Of(content).Value["sha256:".Length..];

    /// <summary>Sends it.</summary>
    internal Task WriteAsync(HttpContext http)
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Pipeline.WriteAsync(http, MediaType, content);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream("assets/" + name)
            ?? throw new UnreachableException($"The program has no file {name}.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
