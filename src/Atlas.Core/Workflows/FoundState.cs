using Atlas.Core.Diff;
using Atlas.Core.Filters;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.States;

namespace Atlas.Core.Workflows;

/// <summary>What inspection found, by the two names that a state has.</summary>
/// <param name="Version">The fingerprint as a version has one: without the filter's patterns in it.</param>
/// <param name="Plan">The fingerprint as plans have one: the filter's patterns are part of it.</param>
internal sealed record FoundState(Fingerprint Version, Fingerprint Plan)
{
    /// <summary>Computes both names of what is managed of a realm.</summary>
    /// <param name="realm">What inspection found.</param>
    /// <param name="isSchemaScope">Whether the URL is bound to one schema.</param>
    /// <param name="filter">What is managed.</param>
    /// <param name="desired">What was wanted, filtered; partitions that were made at run time don't count.</param>
    public static FoundState Of(Realm realm, bool isSchemaScope, Filter filter, DesiredState desired)
    {
        var managed = RunTimePartitions.Without(filter.Apply(realm), desired.Realm, desired.Renames);
        var version = Fingerprints.Of(managed, isSchemaScope, []);
        return new(version,
            filter.IsEmpty ? version : Fingerprints.Of(managed, isSchemaScope, filter.Patterns));
    }
}
