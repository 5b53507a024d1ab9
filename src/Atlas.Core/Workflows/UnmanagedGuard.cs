using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Workflows;

/// <summary>Refuses plans that would take away what objects that aren't managed stand on.</summary>
public static class UnmanagedGuard
{
    /// <summary>Checks the changes of a plan against the objects that were found.</summary>
    /// <exception cref="FailureException">A table that is dropped, renamed or rebuilt has such a dependent; all are named.</exception>
    public static void Check(Seq<Change> changes, Seq<UnmanagedObject> unmanaged, Dialect dialect)
    {
        var touched = changes.Select(c => c switch
        {
            DropTable drop => new ObjectName(drop.Schema, drop.Table.Name),
            RenameTable rename => new ObjectName(rename.Schema, rename.From),
            ModifyTable modify when dialect.Rebuilds(modify) || modify.Changes.Any(LosesColumn) => new ObjectName(modify.Schema, modify.From.Name),
            _ => (ObjectName?)null,
        }).OfType<ObjectName>().ToHashSet();
        var dropped = changes.OfType<DropSchema>().Select(d => d.Schema.Name).ToHashSet();
        var hit = unmanaged.Where(u => u.DependsOn.Any(t => touched.Contains(t) || dropped.Contains(t.Schema)) || dropped.Any(s => u.Name.StartsWith(s + ".", StringComparison.Ordinal))).ToSeq();
        if (hit.IsEmpty) return;
        throw new FailureException(
            $"the plan drops, renames or rebuilds tables on which objects depend that this program does not manage yet: {UnmanagedSummary.Of(hit)}. Nothing was executed. Drop these objects first and create them again afterwards, or leave the tables out with --exclude.");
    }

    private static bool LosesColumn(TableChange change) => change is DropColumn or RenameColumn || change is ModifyColumn modify && modify.From.Type != modify.To.Type;
}
