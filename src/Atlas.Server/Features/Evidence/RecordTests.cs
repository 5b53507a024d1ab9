using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Evidence;

/// <summary>Records a run of tests on the version that was tested; idempotent by its id.</summary>
internal sealed class RecordTests : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/tests", Scopes.Push,
        "Records a run of tests on the version that was tested; idempotent by its id.")
    {
        Body = Shapes.TestReport,
        Answer = Shapes.TestRun,
    };

    public static async Task HandleAsync(Call call)
    {
        var report = await call.ReadAsync(Shapes.TestReport);
        var run = await call.Registry.RecordTestsAsync(report with { Repo = call.Route("repo") }, call.Cancelled);
        await call.AnswerAsync(run, Shapes.TestRun);
    }
}
