using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Databases;

/// <summary>Accepts that a target was moved, or that a database is a copy of it.</summary>
internal sealed class AcceptDatabase : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/databases/{id}/accept", Scopes.Admin,
        "Accepts that a target was moved, or that a database is a copy of it.")
    {
        Body = Shapes.Acceptance,
        Answer = Shapes.Target,
    };

    public static async Task HandleAsync(Call call)
    {
        var acceptance = await call.ReadAsync(Shapes.Acceptance);
        var target = await call.Registry.AcceptDatabaseAsync(call.Route("id"), acceptance.Kind, call.Cancelled);
        await call.AnswerAsync(target, Shapes.Target);
    }
}
