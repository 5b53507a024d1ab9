using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Identity;

/// <summary>Gives a token that ends soon for the identity token of a CI run, which stands in the place of the
/// token.</summary>
internal sealed class ExchangeIdentity : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/identity/exchange", "",
        "Gives a token that ends soon for the identity token of a CI run, which is the bearer token of the request.")
    {
        TakesIdentity = true,
        Answer = Shapes.IssuedToken,
    };

    public static Task HandleAsync(Call call) => call.AnswerAsync(
        new IssuedToken(call.Issued ?? "", call.Subject), Shapes.IssuedToken);
}
