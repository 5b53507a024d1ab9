using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Targets;

/// <summary>Lists the targets of an environment that aren't archived, least advanced first.</summary>
internal sealed class ListTargets : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/targets", Scopes.Read,
        "Lists the targets of an environment that aren't archived, least advanced first.")
    {
        Query = ["env"],
        Answer = Shapes.TargetListing,
    };

    public static async Task HandleAsync(Call call)
    {
        var targets = await call.Registry.ListTargetsAsync(call.Route("repo"), call.Required("env"), call.Cancelled);
        await call.AnswerAsync(new Listing<Target>(targets), Shapes.TargetListing);
    }
}
