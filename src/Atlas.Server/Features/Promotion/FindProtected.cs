using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Lists the targets of protected environments that a database is, or whose tables it holds.</summary>
internal sealed class FindProtected : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/protected", "",
        "Lists the targets of protected environments that a database is, or whose tables it holds.")
    {
        Query = ["identity"],
        Answer = Shapes.ProtectedListing,
    };

    public static async Task HandleAsync(Call call)
    {
        var found = await call.Registry.Gate.FindProtectedAsync(call.Required("identity"), call.Cancelled);
        await call.AnswerAsync(new(found), Shapes.ProtectedListing);
    }
}
