using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>One change of a pass, with the statements that make it.</summary>
/// <param name="Change">The change.</param>
/// <param name="Statements">The statements in order; not empty. Those of a hand-written file may make several
/// changes.</param>
/// <param name="Before">The realm before the change.</param>
/// <param name="After">The realm after the change.</param>
public sealed record Step(Change Change, Seq<LintStatement> Statements, Realm Before, Realm After)
{
    /// <summary>Gets the place of its first statement.</summary>
    public Span Span => Statements[0].Span;

    /// <summary>Gets the table that the change is about, under the name it has afterwards; null when it is about none.</summary>
    public ObjectName? Table => Change switch
    {
        AddTable c => new(c.Schema, c.Table.Name),
        DropTable c => new(c.Schema, c.Table.Name),
        RenameTable c => new(c.Schema, c.To),
        ModifyTable c => new(c.Schema, c.To.Name),
        _ => null,
    };

    /// <summary>Gets the table that the change is about as a sequence of one, or none.</summary>
    public Seq<ObjectName> Tables => Table is { } table ? [table] : [];

    /// <summary>Returns the place of a name in its statements, the one behind a word such as COLUMN before any other;
    /// the first statement when none holds it.</summary>
    public Span At(string name, string after)
    {
        Span? other = null;
        foreach (var statement in Statements)
        {
            if (statement.Place(name, after, out var isBehind) is not { } place) continue;
            if (isBehind) return place;
            other ??= place;
        }

        return other ?? Span;
    }

    /// <summary>Returns the statement that a place is in; null when it is in none of them.</summary>
    public LintStatement? StatementAt(Span place) =>
        Statements.FirstOrDefault(s => s.Holds(place));
}
