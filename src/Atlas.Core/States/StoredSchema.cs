using Atlas.Core.Dialects;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Core.Schemas;

namespace Atlas.Core.States;

/// <summary>Fetches stored schemas and trusts nothing that it didn't compute itself.</summary>
public static class StoredSchema
{
    /// <summary>Downloads a version and checks that its bytes are those its digest names.</summary>
    /// <exception cref="FailureException">The version is a tombstone, the digest doesn't match, or the document is of
    /// an unknown format.</exception>
    public static async Task<SchemaDocument> DownloadAsync(
        SchemaRegistry registry, ResolvedVersion version, Drivers drivers, CancellationToken cancellationToken)
    {
        if (version.Redaction is { } redaction)
            throw new FailureException(redaction.Refusal(version.Repo, version.Version));
        var bytes = await registry.DownloadAsync(version.Repo, version.Digest, cancellationToken);
        var actual = Digest.Of(bytes);
        if (actual != version.Digest)
            throw new FailureException(
                $"the schema that the registry sent for version {version.Version} of \"{version.Repo}\" is not the " +
                    $"one that was pushed: its digest is {actual}, and {version.Digest} was expected. Nothing was " +
                    "executed. The registry's storage is damaged or was changed; restore it, or push the schema " +
                    "again as a new version.");
        var document = SchemaDocument.Read(bytes, name => drivers.Named(name)?.Dialect);
        if (document.Manifest.Fingerprint != version.Fingerprint)
            throw new FailureException(
                $"the registry's fingerprint of version {version.Version} of \"{version.Repo}\" is not that of its " +
                "content. Nothing was executed.");
        return document;
    }
}
