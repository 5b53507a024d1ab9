using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Plans;

/// <summary>Lists the plans of a repo, newest first.</summary>
internal sealed class ListPlans : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/plans", Scopes.Read, "Lists the plans of a repo, of one transition or status on request.")
    {
        Query = ["from", "to", "status", "page", "size"],
        Answer = Shapes.PlanPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var filter = new PlanFilter(Fingerprint(call, "from"), Fingerprint(call, "to"), Status(call));
        var plans = await call.Registry.ListPlansAsync(call.Route("repo"), filter, call.Page, call.Cancelled);
        await call.AnswerAsync(plans, Shapes.PlanPage);
    }

    private static Fingerprint? Fingerprint(Call call, string name) =>
        call.Query(name) is { } text ? new Fingerprint(text) : null;

    private static PlanStatus? Status(Call call) => call.Query("status") is { } word
        ? Words.Status(word) ?? throw Call.Invalid("A plan's status is PENDING, APPROVED or REJECTED.")
        : null;
}
