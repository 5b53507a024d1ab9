using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Plans;

/// <summary>Approves or rejects a plan.</summary>
internal sealed class ReviewPlan : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/plans/{plan}/review", Scopes.Approve, "Approves or rejects a plan.")
    {
        Body = Shapes.PlanVerdict,
        Answer = Shapes.StoredPlan,
    };

    public static async Task HandleAsync(Call call)
    {
        var verdict = await call.ReadAsync(Shapes.PlanVerdict);
        var plan = await call.Registry.ReviewPlanAsync(
            verdict with { Repo = call.Route("repo"), Name = call.Route("plan") }, call.Cancelled);
        await call.AnswerAsync(plan, Shapes.StoredPlan);
    }
}
