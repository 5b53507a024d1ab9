using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Promotion;

/// <summary>Withdraws a version: it is promoted nowhere any more.</summary>
internal sealed class WithdrawVersion : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/versions/{version}/withdraw", Scopes.Approve,
        "Withdraws a version: it is promoted nowhere any more.")
    {
        Body = Shapes.Review,
        Answer = Shapes.Withdrawal,
    };

    public static async Task HandleAsync(Call call)
    {
        var reason = await call.ReadAsync(Shapes.Review);
        var withdrawal = await call.Registry.Gate.WithdrawAsync(
            call.Route("repo"), call.Route("version"), reason.Text, call.Cancelled);
        await call.AnswerAsync(withdrawal, Shapes.Withdrawal);
    }
}
