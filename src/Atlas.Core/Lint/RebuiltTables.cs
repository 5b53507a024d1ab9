using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint;

/// <summary>Sees a table that is built anew, copied, dropped and replaced as what it is: one change of that table.</summary>
/// <remarks>SQLite's manual, ALTER TABLE section 7: the way to make any change of a table.</remarks>
internal static class RebuiltTables
{
    /// <summary>Returns the steps with those of each rebuild put together.</summary>
    public static Seq<Step> Joined(IReadOnlyList<Step> steps, Seq<LintStatement> statements)
    {
        var result = steps.ToList();
        for (var i = 0; i < result.Count; i++)
            if (End(result, i) is { } end) Join(result, i, end, statements);
        return [.. result];
    }

    /// <summary>Returns the last step of the rebuild that begins with making a table; null when it is none.</summary>
    private static int? End(List<Step> steps, int start)
    {
        if (steps[start].Change is not AddTable made) return null;
        var end = steps.FindIndex(start, s => s.Change is RenameTable rename
            && (rename.Schema, rename.From) == (made.Schema, made.Table.Name));
        if (end < 0 || steps[end].Change is not RenameTable taken) return null;
        var isReplaced = steps.Take(end).Skip(start).Any(s => s.Change is DropTable drop
            && (drop.Schema, drop.Table.Name) == (taken.Schema, taken.To));
        if (!isReplaced) return null;
        // The indexes went with the old table, and come back on the new one.
        while (end + 1 < steps.Count && steps[end + 1].Change is ModifyTable modify && modify.To.Name == taken.To
            && modify.Changes.All(c => c is AddIndex)) end++;
        return end;
    }

    private static void Join(List<Step> steps, int start, int end, Seq<LintStatement> statements)
    {
        var (before, after) = (steps[start].Before, steps[end].After);
        var (first, last) = (steps[start].Span.Start, steps[end].Statements[^1].Span.Start);
        Seq<LintStatement> own = [.. statements.Where(s => s.Span.Start >= first && s.Span.Start <= last)];
        var changes = Differ.Compare(before, after, [], DiffPolicy.Default);
        steps.RemoveRange(start, end - start + 1);
        steps.InsertRange(start, changes.Select(c => new Step(c, own, before, after)));
    }
}
