using Atlas.Core.Filters;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Workflows;

/// <summary>What inspection found, by the two names that a state has.</summary>
/// <param name="Version">The fingerprint as a version has one: without the filter's patterns in it.</param>
/// <param name="Plan">The fingerprint as plans have one: the filter's patterns are part of it.</param>
internal sealed record FoundState(Fingerprint Version, Fingerprint Plan)
{
    /// <summary>Computes both names of what is managed of a realm.</summary>
    public static FoundState Of(Realm realm, bool isSchemaScope, Filter filter)
    {
        var managed = filter.Apply(realm);
        var version = Fingerprints.Of(managed, isSchemaScope, []);
        return new(version,
            filter.IsEmpty ? version : Fingerprints.Of(managed, isSchemaScope, filter.Patterns));
    }
}
