using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Versions;

/// <summary>Takes a version's content away for good, and that of every version that holds the same.</summary>
internal sealed class RedactVersion : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "POST", "/repos/{repo}/versions/{version}/redact", Scopes.Admin,
        "Takes a version's content away for good, and that of every version that holds the same.")
    {
        Body = Shapes.Redacting,
        Answer = Shapes.VersionListing,
    };

    public static async Task HandleAsync(Call call)
    {
        var body = await call.ReadAsync(Shapes.Redacting);
        var redacted = await call.Registry.RedactAsync(
            call.Route("repo"), call.Route("version"), body.Reason, call.Cancelled);
        await call.AnswerAsync(new Listing<Core.Registries.ResolvedVersion>(redacted), Shapes.VersionListing);
    }
}
