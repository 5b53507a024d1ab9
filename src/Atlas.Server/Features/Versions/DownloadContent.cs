using Atlas.Core.Planning;
using Atlas.Registry.Access;

namespace Atlas.Server.Features.Versions;

/// <summary>Returns the bytes of an artefact, which never change.</summary>
internal sealed class DownloadContent : IEndpoint
{
    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/contents/{digest}", Scopes.Read, "Returns the bytes of an artefact, which never change.");

    public static async Task HandleAsync(Call call)
    {
        var digest = new Digest(call.Route("digest"));
        await call.AnswerImmutableAsync(await call.Registry.DownloadAsync(call.Route("repo"), digest, call.Cancelled),
            digest.Value);
    }
}
