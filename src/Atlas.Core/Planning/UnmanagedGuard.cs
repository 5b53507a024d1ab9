using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Keeps a plan from taking away what this program doesn't manage.</summary>
public static class UnmanagedGuard
{
    /// <summary>Returns why changes can't be made, one full sentence for each object that would be lost; empty when
    /// none would.</summary>
    /// <param name="changes">The changes in execution order.</param>
    /// <param name="unmanaged">What was found in the database.</param>
    /// <param name="dialect">The dialect, which knows what it rebuilds.</param>
    public static Seq<string> Refusals(Seq<Change> changes, Seq<UnmanagedObject> unmanaged, Dialect dialect)
    {
        var former = new Dictionary<ObjectName, ObjectName>();
        var refusals = new List<string>();
        foreach (var change in changes)
        {
            if (change is RenameTable rename)
            {
                var from = new ObjectName(rename.Schema, rename.From);
                former[new ObjectName(rename.Schema, rename.To)] = former.GetValueOrDefault(from, from);
            }

            var drops = change is DropTable or DropObject;
            if (Table(change) is not { } table || !(drops || dialect.Rebuilds(change))) continue;
            var known = former.GetValueOrDefault(table, table);
            refusals.AddRange(unmanaged.Where(u => u.DependsOn.Contains(known) && !(drops && u.IsPartOfTable))
                .Select(u => Refusal(u, table, drops, change is DropObject drop ? drop.Object.Kind.Title() : "table")));
        }

        return [.. refusals.Distinct()];
    }

    private static ObjectName? Table(Change change) => change switch
    {
        DropTable drop => new ObjectName(drop.Schema, drop.Table.Name),
        ModifyTable modify => new ObjectName(modify.Schema, modify.To.Name),
        RenameTable rename => new ObjectName(rename.Schema, rename.To),
        DropObject { Object: View or MaterializedView } drop => new ObjectName(drop.Schema, drop.Object.Name),
        _ => null,
    };

    private static string Refusal(UnmanagedObject lost, ObjectName table, bool drops, string kind) => lost.IsPartOfTable
        ? $"Table \"{table.Name}\" has a {lost.Kind}, which this program doesn't manage and a rebuild of the table " +
            "would lose. "
            + "Make this change by hand."
        : $"The {lost.Kind} \"{lost.Name}\" depends on {kind} \"{table.Name}\", which the plan " +
            $"{(drops ? "drops" : "rebuilds")}, and this "
            + $"program doesn't manage it. Drop the {lost.Kind} first, and create it again afterwards.";
}
