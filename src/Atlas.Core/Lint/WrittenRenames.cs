using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint;

/// <summary>Reads the rename that a statement says it makes, which two inspections can't tell from a drop and an
/// add.</summary>
internal static class WrittenRenames
{
    /// <summary>Returns the rename of <c>ALTER TABLE … RENAME</c>; none of any other statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="schema">The schema of unqualified names.</param>
    public static Seq<Rename> In(LintStatement statement, string schema)
    {
        if (!statement.Begins("ALTER", "TABLE") || !statement.Says("RENAME")) return [];
        if (statement.NamesAfter("TABLE").FirstOrDefault() is not { IsEmpty: false } name) return [];
        var table = name is [var own, var last] ? new ObjectName(own, last) : new ObjectName(schema, name[^1]);
        if (statement.NamesAfter("TO").LastOrDefault() is not { IsEmpty: false } to) return [];
        if (statement.Says("RENAME", "TO"))
            return [new Rename(RenameKind.Table, table with { Name = to[0] }, table.Name, to[0])];
        if (statement.Says("RENAME", "CONSTRAINT")) return [];
        var from = statement.Says("RENAME", "COLUMN") ? statement.NamesAfter("COLUMN").FirstOrDefault()
            : statement.NamesAfter("RENAME").FirstOrDefault();
        return from is { IsEmpty: false } ? [new Rename(RenameKind.Column, table, from[0], to[0])] : [];
    }
}
