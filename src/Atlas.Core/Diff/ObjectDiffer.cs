using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Compares the objects besides tables and enums, whatever their kinds.</summary>
internal static class ObjectDiffer
{
    /// <param name="schema">Their schema.</param>
    /// <param name="current">What is there.</param>
    /// <param name="desired">What is wanted.</param>
    public static IEnumerable<Change> Compare(string schema, Seq<RealmObject> current, Seq<RealmObject> desired)
    {
        var objects = Matching<RealmObject>.Of(current, desired, o => $"{o.Kind} {o.Name} {o.Detail}");
        foreach (var (from, to) in objects.Modified) yield return new ModifyObject(schema, from, to);
        foreach (var added in objects.Added) yield return Add(schema, added);
        foreach (var dropped in objects.Dropped) yield return new DropObject(schema, dropped);
    }

    /// <summary>Adds an object that nobody has rights on yet: those of the desired state's database are no
    /// wish.</summary>
    public static AddObject Add(string schema, RealmObject item) => new(schema, item with { Grants = [] });
}
