using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds new foreign keys whose columns no index begins with, so that every change of a referenced row reads the
/// whole table.</summary>
public sealed class ForeignKeyWithoutIndex : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT103", Family.Indexes, "A foreign key has no index");

    /// <inheritdoc/>
    public override bool ChecksSchemas => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        from name in step.Tables
        let table = pass.Desired.Table(name)
        where table is not null
        from key in Added(step.Change)
        where table.ForeignKeys.Any(k => k.Columns == key.Columns) && !HasIndex(table, key)
        select Rule.At(step.At(key.Name, "CONSTRAINT"),
                $"Foreign key \"{key.Name}\" of table \"{table.Name}\" has no index: deleting or changing a row of table " +
                $"\"{key.References.Name}\" reads all of \"{table.Name}\".")
            .Suggest($"Add an index over {string.Join(", ", key.Columns)} to table \"{table.Name}\"");

    private static IEnumerable<ForeignKey> Added(Change change) => change switch
    {
        AddTable add => add.Table.ForeignKeys,
        ModifyTable modify => modify.Changes.OfType<AddForeignKey>().Select(a => a.ForeignKey),
        _ => [],
    };

    private static bool HasIndex(Table table, ForeignKey key)
    {
        var columns = key.Columns.ToHashSet(StringComparer.Ordinal);
        return (table.PrimaryKey is { } primary && columns.SetEquals(primary.Columns.Take(columns.Count)))
            || table.Indexes.Any(i => i is { Method: null, Predicate: null }
                && columns.SetEquals(i.Parts.Take(columns.Count).Select(p => p.Column ?? "")));
    }
}
