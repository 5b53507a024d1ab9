using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Says what a revision of a repo's promotion policy would have refused in the past.</summary>
internal sealed class JudgePast : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/policy/history/{number}/hindsight", Scopes.Read,
        "Says what a revision of a repo's promotion policy would have refused of the newest 500 deployments.")
    {
        Answer = Shapes.JudgedListing,
    };

    public static async Task HandleAsync(Call call)
    {
        var judged = await call.Registry.Gate.LookBackAsync(call.Route("repo"), call.RouteNumber("number"), call.Cancelled);
        await call.AnswerAsync(new(judged), Shapes.JudgedListing);
    }
}
