using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Finds what leads from one realm to another. Pure, generic over dialects.</summary>
public static class Differ
{
    /// <summary>Compares two realms that are spelt the same way (see <see cref="Dialect.Canonicalize"/>).</summary>
    /// <param name="current">What is there.</param>
    /// <param name="desired">What is wanted.</param>
    /// <param name="renames">Which objects are existing ones under a new name.</param>
    /// <param name="policy">What to leave out.</param>
    /// <returns>The changes in a stable order that isn't the execution order; empty when there is no difference.</returns>
    public static Seq<Change> Compare(Realm current, Realm desired, Seq<Rename> renames, DiffPolicy policy) =>
        throw new NotImplementedException();
}
