using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Computes fingerprints, format <c>atlas-fp-1</c>.</summary>
/// <remarks>The format is written down in docs/design/0001-digests-and-fingerprints.md.</remarks>
public static class Fingerprints
{
    /// <summary>The format's name, part of every fingerprint.</summary>
    public const string Format = "atlas-fp-1";

    /// <summary>Computes the fingerprint of a realm.</summary>
    /// <param name="realm">The realm; at schema scope it has one schema, and none counts as one that is empty.</param>
    /// <param name="isSchemaScope">Whether the schema's name is left out.</param>
    /// <param name="filters">The include and exclude patterns in force; they are part of it, their order isn't.</param>
    public static Fingerprint Of(Realm realm, bool isSchemaScope, Seq<string> filters) =>
        new(Convert.ToBase64String(
            SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText(realm, isSchemaScope, filters)))));

    /// <summary>Returns the text that the fingerprint is the hash of, for explaining why two differ.</summary>
    /// <exception cref="ArgumentException">At schema scope the realm has several schemas.</exception>
    public static string CanonicalText(Realm realm, bool isSchemaScope, Seq<string> filters)
    {
        if (isSchemaScope && realm.Schemas.Count > 1)
            throw new ArgumentException("At schema scope a realm has one schema.", nameof(realm));

        var schemas = isSchemaScope && realm.Schemas.IsEmpty ? [new Schema("")] : realm.Schemas;
        var canonical = new CanonicalRealm(isSchemaScope ? schemas[0].Name : null);
        return CanonicalJson.Object(
            ("filters", CanonicalJson.Texts(filters.Distinct().Order(ByCodePoint.Instance))),
            ("format", CanonicalJson.Text(Format)),
            ("objects", realm.Objects.IsEmpty || isSchemaScope ? null : canonical.Objects(realm.Objects)),
            ("schemas", CanonicalJson.Array(schemas.OrderBy(s => s.Name, ByCodePoint.Instance).Select(canonical.Text))),
            ("scope", CanonicalJson.Text(isSchemaScope ? "schema" : "database")));
    }
}
