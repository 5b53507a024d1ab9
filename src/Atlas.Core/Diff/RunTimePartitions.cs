using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Tells the partitions that somebody made at run time from those that a state declares.</summary>
/// <remarks>
/// A partition was made at run time when its parent is declared and it isn't itself. It is left alone, with its
/// triggers, policies, sequences and all that is below it: it is in no comparison, no plan and no fingerprint that is compared with the
/// declaration's. Where the declaration says <c>partitions = "exact"</c>, there are none.
/// Source: docs/design/0010-postgresql-objects.md.
/// </remarks>
public static class RunTimePartitions
{
    /// <summary>Returns a realm without the partitions that were made at run time, and without the extensions that nobody
    /// declares (<see cref="DeclaredExtensions"/>).</summary>
    /// <param name="found">What is there.</param>
    /// <param name="desired">What is wanted, and declares partitions.</param>
    /// <param name="renames">Which objects of the desired realm are existing ones under a new name.</param>
    public static Realm Without(Realm found, Realm desired, Seq<Rename> renames)
    {
        found = DeclaredExtensions.In(found, desired);
        var partitions = Tables(found).Where(t => t.Table.Partition is not null)
            .ToDictionary(t => t.Name, t => t.Table.Partition);
        if (partitions.Count == 0) return found;

        var declared = Tables(desired).ToDictionary(t => t.Name, t => t.Table);
        var left = partitions.Keys.Where(IsLeft).ToHashSet();
        return left.Count == 0 ? found
            : found with { Schemas = found.Schemas.Select(s => Without(s, left)).ToSeq() };

        bool IsLeft(ObjectName name) =>
            partitions.GetValueOrDefault(name) is { Parent: var parent } && Declared(name) is null
            && (IsLeft(parent) || Declared(parent) is { Partitioning.Partitions.Value: null });

        Table? Declared(ObjectName name) => declared.GetValueOrDefault(
            renames.Where(r => r.Kind is RenameKind.Table).Aggregate(name, (n, r) =>
                !declared.ContainsKey(n) && r.Table.Schema == n.Schema && r.From == n.Name ? r.Table : n));
    }

    /// <summary>Returns a realm that a database built with what its declaration says of partitions: no database knows
    /// that.</summary>
    /// <param name="built">What the database has.</param>
    /// <param name="declared">What it was built from; its schemas have the same names.</param>
    public static Realm Marked(Realm built, Realm declared)
    {
        var marks = Tables(declared).Where(t => t.Table.Partitioning is { Partitions.Value: not null })
            .ToDictionary(t => t.Name, t => t.Table.Partitioning?.Partitions ?? default);
        if (marks.Count == 0) return built;
        return built with
        {
            Schemas = built.Schemas.Select(s => s with { Tables = s.Tables.Select(t => Mark(s, t)).ToSeq() }).ToSeq(),
        };

        Table Mark(Schema schema, Table table) =>
            table.Partitioning is { } spread && marks.TryGetValue(new(schema.Name, table.Name), out var mark)
                ? table with { Partitioning = spread with { Partitions = mark } }
                : table;
    }

    private static IEnumerable<(ObjectName Name, Table Table)> Tables(Realm realm) =>
        realm.Schemas.SelectMany(s => s.Tables.Select(t => (new ObjectName(s.Name, t.Name), t)));

    private static Schema Without(Schema schema, HashSet<ObjectName> left) => schema with
    {
        Tables = schema.Tables.Where(t => !left.Contains(new(schema.Name, t.Name))).ToSeq(),
        Objects = schema.Objects
            .Where(o => o.Relation is not { } relation || !left.Contains(new(schema.Name, relation)))
            .Where(o => o is not Sequence { Owner: { } owner } || !left.Contains(owner.Table)).ToSeq(),
    };
}
