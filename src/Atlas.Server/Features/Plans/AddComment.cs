using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Plans;

/// <summary>Says something of a plan; needs the scope plan or approve.</summary>
internal sealed class AddComment : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/plans/{plan}/comments", "",
        "Says something of a plan, or of a line of it; needs the scope plan or approve.")
    {
        Body = Shapes.NewPlanComment,
        Answer = Shapes.PlanComment,
    };

    public static async Task HandleAsync(Call call)
    {
        var comment = await call.ReadAsync(Shapes.NewPlanComment);
        await call.AnswerAsync(
            await call.Registry.CommentAsync(call.Route("repo"), call.Route("plan"), comment, call.Cancelled),
            Shapes.PlanComment);
    }
}
