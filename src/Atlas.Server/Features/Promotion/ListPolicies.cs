using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Lists the revisions of a repo's promotion policy, newest first.</summary>
internal sealed class ListPolicies : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/policy/history", Scopes.Read,
        "Lists the revisions of a repo's promotion policy, newest first.")
    {
        Answer = Shapes.PolicyListing,
    };

    public static async Task HandleAsync(Call call)
    {
        var revisions = await call.Registry.Gate.ListPoliciesAsync(call.Route("repo"), call.Cancelled);
        await call.AnswerAsync(new(revisions), Shapes.PolicyListing);
    }
}
