using Atlas.Core.Dialects;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Values;

namespace Atlas.Core.Projects;

/// <summary>A <c>docker</c> block: the image that dev databases are made of.</summary>
internal static class DockerBlock
{
    /// <summary>Returns what expressions see: an object with the block's <c>url</c>.</summary>
    /// <exception cref="FailureException">It asks for what isn't supported.</exception>
    public static async Task<Value> UrlAsync(DataSourceContext context, CancellationToken cancellationToken)
    {
        var kind = context.Block.Labels[0].Text;
        if (context.Block.Body.BlocksOf("build").FirstOrDefault() is not null)
            throw Failure(context, "building an image is not supported yet. Build it before, and name it with image.");
        var image = await context.TextAsync("image", cancellationToken)
            ?? throw Failure(context, "image must not be null.");
        var (schema, database) = (await context.TextAsync("schema", cancellationToken),
            await context.TextAsync("database", cancellationToken));
        if (schema is not null && database is not null)
            throw Failure(context, "schema and database exclude each other: one says that states are one schema, the " +
                "other that they are a whole database.");
        var url = $"docker+{kind}:///{Uri.EscapeDataString(database ?? "dev")}?image={Uri.EscapeDataString(image)}"
            + (schema is null ? "" : $"&search_path={Uri.EscapeDataString(schema)}")
            + (await context.TextAsync("baseline", cancellationToken) is { } baseline
                ? $"&baseline={Uri.EscapeDataString(baseline)}" : "");
        return Value.Object([new("url", Value.String(url))]);
    }

    private static FailureException Failure(DataSourceContext context, string problem) => new(
        $"docker.{context.Block.Labels[0].Text}.{context.Name} ({context.Project.File.Path}:" +
            $"{context.Block.TypeSpan.Line}): {problem}");
}
