using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Orders changes by what depends on what, and has the dialect write them.</summary>
public static class Planner
{
    /// <summary>Makes the plan; throws <see cref="FailureException"/> with every change that the dialect refuses.</summary>
    /// <param name="current">The realm it starts at.</param>
    /// <param name="desired">The realm it arrives at.</param>
    /// <param name="changes">What <see cref="Differ"/> found between them.</param>
    /// <param name="dialect">The dialect that writes the SQL.</param>
    /// <param name="naming">How names are written.</param>
    /// <param name="policy">The project's wishes.</param>
    /// <param name="filters">The filters in force, part of the fingerprints.</param>
    public static Plan Plan(
        Realm current, Realm desired, Seq<Change> changes, Dialect dialect, Naming naming, DiffPolicy policy, Seq<string> filters) =>
        throw new NotImplementedException();
}
