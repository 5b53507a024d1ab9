using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Wire;

namespace Atlas.Server.Features.Versions;

/// <summary>Tells which version a name, a tag or a digest means now; the newest without any.</summary>
internal sealed class ResolveVersion : IEndpoint
{
    private static readonly RegistryJson Shapes = RegistryJson.Default;

    public static EndpointShape Shape => new(
        "GET", "/repos/{repo}/resolve", Scopes.Read,
        "Tells which version a name, a tag or a digest means now; the newest without any.")
    {
        Query = ["version", "tag", "digest"],
        Answer = Shapes.ResolvedVersion,
    };

    public static async Task HandleAsync(Call call)
    {
        var version = await call.Registry.ResolveAsync(call.Route("repo"), Reference(call), call.Cancelled);
        await call.AnswerAsync(version, Shapes.ResolvedVersion, version.Revision);
    }

    private static VersionReference Reference(Call call) =>
        (call.Query("version"), call.Query("tag"), call.Query("digest")) switch
        {
            (null, null, null) => VersionReference.Latest,
            ({ } version, null, null) => new(ReferenceKind.Version, version),
            (null, { } tag, null) => new(ReferenceKind.Tag, tag),
            (null, null, { } digest) => new(ReferenceKind.Digest, digest),
            _ => throw Call.Invalid("Give one of the parameters version, tag and digest."),
        };
}
