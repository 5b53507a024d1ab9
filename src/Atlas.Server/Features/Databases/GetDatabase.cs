using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Databases;

/// <summary>Describes a target.</summary>
internal sealed class GetDatabase : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/databases/{id}", Scopes.Read, "Describes a target.")
    {
        Answer = Shapes.Target,
    };

    public static async Task HandleAsync(Call call)
    {
        // An identity may be a path, whose slashes stay escaped in a route.
        var id = call.Route("id").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        await call.AnswerAsync(await call.Registry.GetDatabaseAsync(id, call.Cancelled), Shapes.Target);
    }
}
