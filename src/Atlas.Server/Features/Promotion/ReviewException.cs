using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Reviews an exception, as another person than who made it.</summary>
internal sealed class ReviewException : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/permits/{id}/review", Scopes.Approve,
        "Reviews an exception, as another person than who made it.")
    {
        Body = Shapes.Review,
        Answer = Shapes.Permit,
    };

    public static async Task HandleAsync(Call call)
    {
        var review = await call.ReadAsync(Shapes.Review);
        var permit = await call.Registry.Gate.ReviewAsync(call.Route("id"), review.Text, call.Cancelled);
        await call.AnswerAsync(permit, Shapes.Permit);
    }
}
