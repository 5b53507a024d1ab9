using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Has dropped before, and created again after, what stands on things that change under it.</summary>
/// <remarks>
/// A view on a column whose type changes goes, and what stands on the view with it, to any depth. Afterwards each comes
/// back as the changes want it, or as it was.
/// </remarks>
internal static class Recreations
{
    /// <summary>Returns the changes with those drops and additions among them.</summary>
    /// <param name="changes">What the differ found.</param>
    /// <param name="current">The realm before them, without their renames.</param>
    /// <param name="dialect">The dialect, which knows what can be changed in place.</param>
    public static Seq<Change> In(Seq<Change> changes, Realm current, Dialect dialect)
    {
        var realm = Interpreter.Apply(changes.Where(IsRename), current);
        var modified = changes.OfType<ModifyObject>().ToDictionary(c => c.From.In(c.Schema));
        var dropped = changes.OfType<DropObject>().Select(c => c.Object.In(c.Schema)).ToHashSet();
        var moved = changes.OfType<ModifyTable>().Where(c => !IsRename(c))
            .ToDictionary(c => new ObjectReference(ObjectKind.Table, new(c.Schema, c.To.Name)), Moved);
        var again = new HashSet<ObjectReference>();
        var all = realm.AllObjects().ToList();
        foreach (var (schema, item) in all.Where(o => !dropped.Contains(o.Object.In(o.Schema))))
        {
            var isReplaced = modified.TryGetValue(item.In(schema), out var change) && !dialect.ChangesInPlace(change);
            if (isReplaced || StandsOnMoved(item)) again.Add(item.In(schema));
        }

        while (all.Any(o => !dropped.Contains(o.Object.In(o.Schema))
            && o.Object.DependsOn.Any(d => again.Contains(d) && d != o.Object.In(o.Schema))
            && again.Add(o.Object.In(o.Schema)))) ;
        if (again.Count == 0) return changes;
        return
        [
            .. changes.Where(c => c is not ModifyObject m || !again.Contains(m.From.In(m.Schema))),
            .. all.Where(o => again.Contains(o.Object.In(o.Schema))).SelectMany(o => new Change[]
            {
                new DropObject(o.Schema, o.Object),
                new AddObject(o.Schema,
                    (modified.TryGetValue(o.Object.In(o.Schema), out var change) ? change.To : o.Object)
                        with { Grants = o.Object.Grants }),
            }),
        ];

        bool StandsOnMoved(RealmObject item) => IsParsed(item)
            && item.DependsOn.Any(d => moved.TryGetValue(d, out var columns) && columns.Count > 0
                && columns.Overlaps(Mentions.Of(item)));
    }

    private static bool IsRename(Change change) => change is RenameTable or RenameObject
        || (change is ModifyTable modify && modify.Changes.All(c => c is RenameColumn or RenameIndex));

    // The columns that can't change while a definition holds them.
    private static HashSet<string> Moved(ModifyTable modify) => modify.Changes.Select(c => c switch
    {
        DropColumn drop => drop.Column.Name,
        ModifyColumn { From: var from, To: var to } when from.Type != to.Type || from.Collation != to.Collation
            || from.Generated != to.Generated => to.Name,
        _ => null,
    }).OfType<string>().ToHashSet(StringComparer.Ordinal);

    // A body that the database keeps as text holds on to nothing.
    private static bool IsParsed(RealmObject item) => item switch
    {
        Routine routine => routine.Body.StartsWith("BEGIN ATOMIC", StringComparison.OrdinalIgnoreCase)
            || routine.Body.StartsWith("RETURN ", StringComparison.OrdinalIgnoreCase),
        _ => true,
    };
}
