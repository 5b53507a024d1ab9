using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Evidence;

/// <summary>Records how the tests of a running environment ended, on each database there that runs the version.</summary>
internal sealed class ReportValidation : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/validations", Scopes.DeployAnywhere,
        "Records how the tests of a running environment ended, on each database there that runs the version.")
    {
        Body = Shapes.ValidationReport,
        Answer = Shapes.ValidationListing,
    };

    public static async Task HandleAsync(Call call)
    {
        var report = await call.ReadAsync(Shapes.ValidationReport);
        var recorded = await call.Registry.ReportValidationAsync(
            report with { Repo = call.Route("repo") }, call.Cancelled);
        await call.AnswerAsync(new Listing<Validation>(recorded), Shapes.ValidationListing);
    }
}
