using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Says what a request for a permit would be refused for; grants and records nothing.</summary>
internal sealed class ExamineDeployment : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/permits/examine", Scopes.DeployAnywhere,
        "Says what a request for a permit would be refused for; grants and records nothing.")
    {
        Body = Shapes.DeploymentBegin,
        Answer = Shapes.PermitExamination,
    };

    public static async Task HandleAsync(Call call)
    {
        var begin = await call.ReadAsync(Shapes.DeploymentBegin);
        await call.AnswerAsync(await call.Registry.Gate.ExamineAsync(begin, call.Cancelled), Shapes.PermitExamination);
    }
}
