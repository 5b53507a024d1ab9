using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Databases;

/// <summary>Lists the targets of all repos that aren't archived.</summary>
internal sealed class ListDatabases : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/databases", Scopes.Read, "Lists the targets of all repos that aren't archived.")
    {
        Query = ["repo", "env", "page", "size"],
        Answer = Shapes.TargetPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var targets = await call.Registry.ListDatabasesAsync(new(call.Query("env"), call.Queries("repo")), call.Page, call.Cancelled);
        await call.AnswerAsync(targets, Shapes.TargetPage);
    }
}
