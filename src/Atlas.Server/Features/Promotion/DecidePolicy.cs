using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Approves or rejects a pending revision of a promotion policy.</summary>
internal sealed class DecidePolicy : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/policy/history/{number}/decide", Scopes.Admin,
        "Approves or rejects a pending revision of a promotion policy.")
    {
        Body = Shapes.PolicyDecision,
        Answer = Shapes.PolicyRevision,
    };

    public static async Task HandleAsync(Call call)
    {
        var decision = await call.ReadAsync(Shapes.PolicyDecision);
        var revision = await call.Registry.Gate.DecidePolicyAsync(
            call.Route("repo"), call.RouteNumber("number"), decision.IsApproved, call.Cancelled);
        await call.AnswerAsync(revision, Shapes.PolicyRevision);
    }
}
