using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Puts a promotion policy into force; one that weakens the one in force waits for a second person.</summary>
internal sealed class ApplyPolicy : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "PUT", "/repos/{repo}/policy", Scopes.Admin,
        "Puts a promotion policy into force; one that weakens the one in force waits for a second person.")
    {
        Body = Shapes.PromotionPolicy,
        Answer = Shapes.PolicyRevision,
    };

    public static async Task HandleAsync(Call call)
    {
        var policy = await call.ReadAsync(Shapes.PromotionPolicy);
        var revision = await call.Registry.Gate.ApplyPolicyAsync(call.Route("repo"), policy, call.Cancelled);
        await call.AnswerAsync(revision, Shapes.PolicyRevision);
    }
}
