using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Returns the promotion policy of a repo that is in force; nothing when there never was one.</summary>
internal sealed class GetPolicy : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/policy", Scopes.Read,
        "Returns the promotion policy of a repo that is in force; nothing when there never was one.")
    {
        Answer = Shapes.PolicyRevision,
        MayBeNothing = true,
    };

    public static async Task HandleAsync(Call call)
    {
        if (await call.Registry.Gate.GetPolicyAsync(call.Route("repo"), call.Cancelled) is { } revision)
            await call.AnswerAsync(revision, Shapes.PolicyRevision);
        else call.AnswerNothing();
    }
}
