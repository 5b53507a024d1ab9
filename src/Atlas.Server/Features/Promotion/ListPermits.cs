using Atlas.Core.Promotion;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Lists permits, newest first.</summary>
internal sealed class ListPermits : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/permits", Scopes.Read,
        "Lists permits, newest first.")
    {
        Query = ["repo", "env", "exceptions", "unreviewed", "page", "size"],
        Answer = Shapes.PermitPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var filter = new PermitFilter(
            call.Query("repo"), call.Query("env"), call.Query("exceptions") == "1", call.Query("unreviewed") == "1");
        await call.AnswerAsync(
            await call.Registry.Gate.ListPermitsAsync(filter, call.Page, call.Cancelled), Shapes.PermitPage);
    }
}
