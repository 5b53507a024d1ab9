using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Hcl.Text;

namespace Atlas.Core.Schemas;

/// <summary>What the registry stores of a version: a manifest, and the realm as canonical HCL.</summary>
/// <param name="Manifest">What the bytes are.</param>
/// <param name="Realm">The realm as a dev database normalised it.</param>
public sealed record SchemaDocument(Manifest Manifest, Realm Realm)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Returns the canonical bytes: UTF-8, LF; equal for equal documents on every machine.</summary>
    public byte[] ToBytes(Dialect dialect) =>
        Utf8.GetBytes($"{ManifestText.Write(Manifest)}\n{HclSchema.Print(Realm, dialect)}");

    /// <summary>Reads bytes; throws <see cref="FailureException"/> when they aren't a document of a format that is
    /// known.</summary>
    /// <param name="bytes">The bytes; their digest was checked.</param>
    /// <param name="dialects">The dialects by name.</param>
    public static SchemaDocument Read(byte[] bytes, Func<string, Dialect?> dialects)
    {
        var text = Decode(bytes);
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var manifest = ManifestText.Read(end < 0 ? text : text[..end]);
        var dialect = dialects(manifest.Driver)
            ?? throw new FailureException(
                $"The stored schema is one of {manifest.Driver}, a database that this program doesn't know.");
        var realm = ReadRealm(bytes, dialect);
        if (manifest.IsSchemaScope && realm.Schemas.Count > 1)
            throw new FailureException(
                "The stored schema says that it holds one schema, and holds several. Push it again.");
        var found = Fingerprints.Of(realm, manifest.IsSchemaScope, manifest.Filters);
        if (found != manifest.Fingerprint)
            throw new FailureException(
                $"The stored schema has the fingerprint {found}, but its manifest says {manifest.Fingerprint}. Fetch " +
                    "the version again, or push it again.");
        return new(manifest, realm);
    }

    private static Realm ReadRealm(byte[] bytes, Dialect dialect)
    {
        try
        {
            return HclSchema
                .Read([SourceText.From("stored schema", bytes)], dialect, new Dictionary<string, Hcl.Values.Value>())
                .Realm;
        }
        catch (DiagnosticException damage)
        {
            throw new FailureException($"The stored schema can't be read. {damage.Message}", damage);
        }
    }

    private static string Decode(byte[] bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException damage)
        {
            throw new FailureException("This is not a stored schema: it is not UTF-8.", damage);
        }
    }
}
