using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Plans;

/// <summary>Lists plans of all repos, newest first.</summary>
internal sealed class ListAllPlans : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new("GET", "/plans", Scopes.Read, "Lists plans of all repos, newest first.")
    {
        Query = ["status", "page", "size"],
        Answer = Shapes.PlanPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var status = call.Query("status") is { } word
            ? Words.Status(word) ?? throw Call.Invalid("The statuses of plans are PENDING, APPROVED and REJECTED.")
            : (Core.Registries.PlanStatus?)null;
        await call.AnswerAsync(await call.Registry.ListAllPlansAsync(status, call.Page, call.Cancelled), Shapes.PlanPage);
    }
}
