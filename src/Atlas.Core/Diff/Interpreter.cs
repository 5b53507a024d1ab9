using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Applies changes to a realm in memory; by that it defines what each change means.</summary>
public static class Interpreter
{
    /// <summary>Returns the realm after a change.</summary>
    public static Realm Apply(Change change, Realm realm) => throw new NotImplementedException();

    /// <summary>Returns the realm after all changes, in order.</summary>
    public static Realm Apply(IEnumerable<Change> changes, Realm realm) =>
        changes.Aggregate(realm, (current, change) => Apply(change, current));
}
