using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Versions;

/// <summary>Tells how versions of a repo went through the environments.</summary>
internal sealed class TraceVersions : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/trace", Scopes.Read, "Tells how versions of a repo went through the environments.")
    {
        Query = ["version"],
        Answer = Shapes.Trace,
    };

    public static async Task HandleAsync(Call call)
    {
        var trace = await call.Registry.TraceAsync(call.Route("repo"), call.Query("version"), call.Cancelled);
        await call.AnswerAsync(trace, Shapes.Trace);
    }
}
