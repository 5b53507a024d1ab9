using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Plans;

/// <summary>Returns a plan.</summary>
internal sealed class GetPlan : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/plans/{plan}", Scopes.Read, "Returns a plan.")
    {
        Answer = Shapes.StoredPlan,
    };

    public static async Task HandleAsync(Call call)
    {
        var plan = await call.Registry.GetPlanAsync(call.Route("repo"), call.Route("plan"), call.Cancelled);
        await call.AnswerAsync(plan, Shapes.StoredPlan);
    }
}
