using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Finds what leads from one realm to another. Pure, generic over dialects.</summary>
/// <remarks>
/// Both realms are spelt the same way (see <see cref="Dialect.Canonicalize"/>) and name their schemas alike (see
/// <see cref="Realms.Rebind(Realm, string)"/>). Renames come first, as changes of their own; the order of columns is no
/// difference, because no ALTER reaches it.
/// </remarks>
public static class Differ
{
    /// <summary>Compares two realms.</summary>
    /// <param name="current">What is there.</param>
    /// <param name="desired">What is wanted.</param>
    /// <param name="renames">Which objects are existing ones under a new name.</param>
    /// <param name="policy">What to leave out.</param>
    /// <returns>The changes in a stable order that isn't the execution order; empty when there is no
    /// difference.</returns>
    /// <exception cref="FailureException">Old and new name of a rename are both there.</exception>
    public static Seq<Change> Compare(Realm current, Realm desired, Seq<Rename> renames, DiffPolicy policy) =>
        Find(current, desired, renames, policy).Changes;

    /// <summary>Compares two realms as <see cref="Compare"/> does, and returns what the policy leaves out
    /// too.</summary>
    /// <exception cref="FailureException">Old and new name of a rename are both there.</exception>
    public static Differences Find(Realm current, Realm desired, Seq<Rename> renames, DiffPolicy policy)
    {
        var skip = new SkipWords(policy);
        var names = new RenameResolver(current, desired, skip);
        names.Resolve(renames);
        var differences = new Skipping(skip).Part(Walk(names.Current, names.Desired));
        return new([.. names.Changes, .. differences.Changes], [.. differences.Skipped, .. names.Skipped]);
    }

    private static IEnumerable<Change> Walk(Realm current, Realm desired)
    {
        var wanted = desired.Schemas.ToDictionary(s => s.Name, StringComparer.Ordinal);
        var there = current.Schemas.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. ObjectDiffer.Compare("", current.Objects, desired.Objects),
            .. current.Schemas.SelectMany(s =>
                wanted.TryGetValue(s.Name, out var to) ? SchemaDiffer.Compare(s, to) : [new DropSchema(s)]),
            .. desired.Schemas.Where(s => !there.Contains(s.Name)).SelectMany(SchemaDiffer.Add),
        ];
    }
}
