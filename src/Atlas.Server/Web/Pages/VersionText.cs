using System.Text;

namespace Atlas.Server.Web.Pages;

/// <summary>The whole text of a version's schema, as it is stored or as SQL.</summary>
internal static class VersionText
{
    public const string Path = "/schemas/{repo}/versions/{version}/schema.{form}";

    public static async Task WriteAsync(Visit visit)
    {
        var content = await VersionContent.OfAsync(visit);
        var text = visit.Route("form") switch
        {
            "hcl" => content.Hcl,
            "sql" => content.Sql(),
            var form => throw Call.Invalid($"A schema is shown as hcl or sql, not as \"{form}\"."),
        };
        await Pipeline.WriteAsync(visit.Http, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }
}
