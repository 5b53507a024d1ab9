using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Asks for leave to deploy; granted by one reading of all the evidence, and refused with every
/// reason.</summary>
internal sealed class RequestPermit : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/permits", Scopes.DeployAnywhere,
        "Asks for leave to deploy; granted by one reading of all the evidence, and refused with every reason.")
    {
        Body = Shapes.PermitRequest,
        Answer = Shapes.Permit,
    };

    public static async Task HandleAsync(Call call)
    {
        var request = await call.ReadAsync(Shapes.PermitRequest);
        await call.AnswerAsync(await call.Registry.Gate.RequestPermitAsync(request, call.Cancelled), Shapes.Permit);
    }
}
