using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Identity;

/// <summary>Tells who the bearer of the token is.</summary>
internal sealed class WhoAmI : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/whoami", "", "Tells who the bearer of the token is.")
    {
        Answer = Shapes.Subject,
    };

    public static async Task HandleAsync(Call call)
    {
        await call.AnswerAsync(await call.Registry.WhoAmIAsync(call.Cancelled), Shapes.Subject);
    }
}
