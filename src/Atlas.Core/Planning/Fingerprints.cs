using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Computes fingerprints (foundations: two digests), format <c>atlas-fp-1</c>.</summary>
public static class Fingerprints
{
    /// <summary>Computes the fingerprint of a realm.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="isSchemaScope">Whether the schema's name is left out.</param>
    /// <param name="filters">The include and exclude patterns in force; they are part of it.</param>
    public static Fingerprint Of(Realm realm, bool isSchemaScope, Seq<string> filters) => throw new NotImplementedException();
}
