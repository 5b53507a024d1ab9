using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Parts what a policy leaves out from what is to be done.</summary>
internal sealed class Skipping(SkipWords words)
{
    private readonly List<Change> done = [];
    private readonly List<Change> skipped = [];
    private readonly HashSet<string> absentSchemas = new(StringComparer.Ordinal);
    private readonly HashSet<ObjectName> absentTables = [];
    private readonly HashSet<ObjectReference> absent = [];

    /// <summary>Parts changes; what would stand in, or refer to, an addition that is left out is left out with
    /// it.</summary>
    public Differences Part(IEnumerable<Change> changes)
    {
        var all = changes.ToList();
        if (words.IsEmpty) return new([.. all], []);

        foreach (var schema in all.OfType<AddSchema>().Where(words.Contains)) absentSchemas.Add(schema.Schema.Name);
        foreach (var table in all.OfType<AddTable>().Where(IsSkipped))
            absentTables.Add(new(table.Schema, table.Table.Name));
        absent.UnionWith(absentTables.Select(t => new ObjectReference(ObjectKind.Table, t)));
        while (all.OfType<AddObject>().Where(IsSkipped).Any(a => absent.Add(a.Object.In(a.Schema)))) ;
        foreach (var change in all) Part(change);
        return new([.. done], [.. skipped]);
    }

    private void Part(Change change)
    {
        switch (change)
        {
            case var _ when IsSkipped(change):
                skipped.Add(change);
                break;
            case AddTable add when add.Table.ForeignKeys.Where(IsDangling).ToSeq() is { IsEmpty: false } keys:
                var without = add.Table with { ForeignKeys = add.Table.ForeignKeys.Where(k => !IsDangling(k)).ToSeq() };
                done.Add(add with { Table = without });
                var later = keys.Select(k => new AddForeignKey(k)).ToSeq<TableChange>();
                skipped.Add(new ModifyTable(add.Schema, without, add.Table, later));
                break;
            case ModifyTable modify:
                Part(modify);
                break;
            default:
                done.Add(change);
                break;
        }
    }

    private void Part(ModifyTable modify)
    {
        var absent = modify.Changes.OfType<AddColumn>().Where(words.Contains).Select(c => c.Column.Name)
            .ToHashSet(StringComparer.Ordinal);
        var parts = modify.Changes.ToLookup(c => words.Contains(c) || NeedsOne(c, absent));
        var middle = modify.From;
        if (parts[false].ToSeq() is { IsEmpty: false } kept)
        {
            middle = Interpreter.Apply(kept, modify.From);
            done.Add(new ModifyTable(modify.Schema, modify.From, middle, kept));
        }

        if (parts[true].ToSeq() is { IsEmpty: false } left)
            skipped.Add(new ModifyTable(modify.Schema, middle, Interpreter.Apply(left, middle), left));
    }

    private bool IsSkipped(Change change) => words.Contains(change) || change switch
    {
        AddEnum add => absentSchemas.Contains(add.Schema),
        AddTable add => absentSchemas.Contains(add.Schema),
        AddObject add => absentSchemas.Contains(add.Schema) || add.Object.DependsOn.Any(absent.Contains),
        ModifyObject modify => modify.To.DependsOn.Any(absent.Contains),
        _ => false,
    };

    private bool IsDangling(ForeignKey key) => absentTables.Contains(key.References);

    private bool NeedsOne(TableChange change, HashSet<string> absent) => change switch
    {
        SetPrimaryKey { To: { } key } => absent.Overlaps(key.Columns.Concat(key.Include)),
        AddIndex add => Needs(add.Index, absent),
        ModifyIndex modify => Needs(modify.To, absent),
        AddForeignKey add => IsDangling(add.ForeignKey) || absent.Overlaps(add.ForeignKey.Columns),
        ModifyForeignKey modify => IsDangling(modify.To) || absent.Overlaps(modify.To.Columns),
        _ => false,
    };

    private static bool Needs(Index index, HashSet<string> absent) =>
        index.Parts.Any(p => p.Column is { } column && absent.Contains(column)) || absent.Overlaps(index.Include);
}
