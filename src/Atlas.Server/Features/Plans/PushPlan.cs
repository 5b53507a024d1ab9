using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Plans;

/// <summary>Stores a plan; an approved one needs the scope approve as well.</summary>
internal sealed class PushPlan : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/plans", Scopes.Plan, "Stores a plan; an approved one needs the scope approve as well.")
    {
        Body = Shapes.PlanPush,
        Answer = Shapes.StoredPlan,
    };

    public static async Task HandleAsync(Call call)
    {
        var push = await call.ReadAsync(Shapes.PlanPush);
        var plan = await call.Registry.PushPlanAsync(push with { Repo = call.Route("repo") }, call.Cancelled);
        await call.AnswerAsync(plan, Shapes.StoredPlan);
    }
}
