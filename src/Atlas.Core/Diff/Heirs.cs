using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>The tables that have another one's columns: its partitions, and those that inherit from it.</summary>
internal static class Heirs
{
    /// <summary>Returns the realm with a column's new name wherever those tables name it, to any depth.</summary>
    public static Realm Follow(Realm realm, ObjectName table, string from, string to)
    {
        var heirs = new HashSet<ObjectName>();
        while (Tables(realm).Any(t => IsBelow(t.Table) && heirs.Add(t.Name))) ;
        if (heirs.Count == 0) return realm;
        return realm with
        {
            Schemas = realm.Schemas.Select(s => s with
            {
                Tables = s.Tables.Select(t => heirs.Contains(new(s.Name, t.Name))
                    ? TableInterpreter.Follow(t, from, to)
                    : t).ToSeq(),
            }).ToSeq(),
        };

        bool IsBelow(Table heir) => heir.Options.Inherits.Any(IsAbove) || (heir.Partition is { Parent: var p } && IsAbove(p));

        bool IsAbove(ObjectName parent) => parent == table || heirs.Contains(parent);
    }

    private static IEnumerable<(ObjectName Name, Table Table)> Tables(Realm realm) =>
        realm.Schemas.SelectMany(s => s.Tables.Select(t => (new ObjectName(s.Name, t.Name), t)));
}
