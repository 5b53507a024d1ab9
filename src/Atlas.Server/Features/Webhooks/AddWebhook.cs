using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Webhooks;

/// <summary>Adds a webhook: events from now on are delivered to it; its secret is told this once.</summary>
internal sealed class AddWebhook : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/webhooks", Scopes.Admin,
        "Adds a webhook: events from now on are delivered to it; its secret is told this once.")
    {
        Body = Shapes.NewWebhook,
        Answer = Shapes.AddedWebhook,
    };

    public static async Task HandleAsync(Call call) => await call.AnswerAsync(
        await call.Registry.Webhooks.AddAsync(await call.ReadAsync(Shapes.NewWebhook), call.Cancelled),
        Shapes.AddedWebhook);
}
