using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Plans;

/// <summary>Lists what was said of a plan, oldest first.</summary>
internal sealed class ListComments : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/plans/{plan}/comments", Scopes.Read, "Lists what was said of a plan, oldest first.")
    {
        Query = ["page", "size"],
        Answer = Shapes.CommentPage,
    };

    public static async Task HandleAsync(Call call) => await call.AnswerAsync(
        await call.Registry.ListCommentsAsync(call.Route("repo"), call.Route("plan"), call.Page, call.Cancelled),
        Shapes.CommentPage);
}
