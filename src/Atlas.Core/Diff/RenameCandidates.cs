using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Finds drops and adds that may be one rename, for a person to decide.</summary>
public static class RenameCandidates
{
    /// <summary>Lists candidates: a dropped and an added table of the same columns, or column of the same type; each
    /// object once.</summary>
    public static Seq<Rename> In(Seq<Change> changes) =>
        [.. Tables(changes), .. changes.OfType<ModifyTable>().SelectMany(Columns)];

    private static IEnumerable<Rename> Tables(Seq<Change> changes)
    {
        var dropped = changes.OfType<DropTable>().ToList();
        foreach (var add in changes.OfType<AddTable>())
        {
            if (dropped.Find(d => d.Schema == add.Schema && Shape(d.Table) == Shape(add.Table)) is not { } drop)
                continue;
            dropped.Remove(drop);
            yield return new Rename(RenameKind.Table, new ObjectName(add.Schema, add.Table.Name), drop.Table.Name,
                add.Table.Name);
        }
    }

    private static IEnumerable<Rename> Columns(ModifyTable modify)
    {
        var dropped = modify.Changes.OfType<DropColumn>().Select(d => d.Column).ToList();
        foreach (var add in modify.Changes.OfType<AddColumn>().Select(a => a.Column))
        {
            if (dropped.Find(d => d.Type == add.Type) is not { } drop) continue;
            dropped.Remove(drop);
            yield return new Rename(RenameKind.Column, new ObjectName(modify.Schema, modify.To.Name), drop.Name,
                add.Name);
        }
    }

    private static Seq<Column> Shape(Table table) => [.. table.Columns.OrderBy(c => c.Name, StringComparer.Ordinal)];
}
