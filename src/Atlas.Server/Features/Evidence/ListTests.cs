using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Evidence;

/// <summary>Lists the runs of tests of a repo, newest first.</summary>
internal sealed class ListTests : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/tests", Scopes.Read,
        "Lists the runs of tests of a repo, newest first.")
    {
        Query = ["version", "page", "size"],
        Answer = Shapes.TestRunPage,
    };

    public static async Task HandleAsync(Call call)
    {
        var runs = await call.Registry.ListTestsAsync(
            call.Route("repo"), call.Query("version"), call.Page, call.Cancelled);
        await call.AnswerAsync(runs, Shapes.TestRunPage);
    }
}
