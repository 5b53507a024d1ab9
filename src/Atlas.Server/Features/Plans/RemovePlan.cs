using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Plans;

/// <summary>Deletes a plan, and returns what it was.</summary>
internal sealed class RemovePlan : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "DELETE", "/repos/{repo}/plans/{plan}", Scopes.Plan, "Deletes a plan, and returns what it was.")
    {
        Answer = Shapes.StoredPlan,
    };

    public static async Task HandleAsync(Call call)
    {
        var plan = await call.Registry.RemovePlanAsync(call.Route("repo"), call.Route("plan"), call.Cancelled);
        await call.AnswerAsync(plan, Shapes.StoredPlan);
    }
}
