using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Databases;

/// <summary>Archives a target: it no longer counts.</summary>
internal sealed class ArchiveDatabase : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/databases/{id}/archive", Scopes.Admin, "Archives a target: it no longer counts.")
    {
        Answer = Shapes.Target,
    };

    public static async Task HandleAsync(Call call)
    {
        await call.AnswerAsync(await call.Registry.ArchiveDatabaseAsync(call.Route("id"), call.Cancelled),
            Shapes.Target);
    }
}
