using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Rules;

/// <summary>Says which objects become other ones without being dropped (PostgreSQL manual, CREATE OR REPLACE and
/// ALTER).</summary>
internal static class InPlace
{
    public static bool Changes(ModifyObject change) => (change.From, change.To) switch
    {
        (Sequence, Sequence) => true,
        (Domain from, Domain to) => from.Type == to.Type && from.Collation == to.Collation,
        (Composite from, Composite to) => KeepsOrder(from.Fields, to.Fields),
        (View from, View to) => Continues(from.Columns, to.Columns),
        (MaterializedView from, MaterializedView to) =>
            from.Definition == to.Definition && Continues(from.Columns, to.Columns) && from.Columns.Count == to.Columns.Count,
        (Routine from, Routine to) => from.Returns == to.Returns && from.ReturnsSet == to.ReturnsSet
            && from.ReturnTable == to.ReturnTable && from.IsWindow == to.IsWindow
            && Keep(from.Arguments, to.Arguments),
        (Extension, Extension) => true,
        (Trigger { IsConstraint: false }, Trigger { IsConstraint: false }) => true,
        (Trigger before, Trigger after) => before with { Comment = after.Comment, State = after.State } == after,
        // A condition can be replaced, but not taken away.
        (Policy from, Policy to) => from.IsRestrictive == to.IsRestrictive && from.Command == to.Command
            && (from.Using is null || to.Using is not null) && (from.Check is null || to.Check is not null),
        var (before, after) => before with { Comment = after.Comment } == after,
    };

    // Columns can be added at the end only, and none may change its name or type.
    private static bool Continues(Seq<ViewColumn> from, Seq<ViewColumn> to) =>
        from.Count <= to.Count && from.Zip(to).All(p => p.First.Name == p.Second.Name && p.First.Type == p.Second.Type);

    // Fields are added at the end.
    private static bool KeepsOrder(Seq<Field> from, Seq<Field> to)
    {
        var kept = from.Select(f => f.Name).Where(n => to.Any(t => t.Name == n)).ToList();
        return kept.Count > 0 && kept.SequenceEqual(to.Take(kept.Count).Select(t => t.Name));
    }

    // A default may come, but not go; a name may be given, but not changed.
    private static bool Keep(Seq<Argument> from, Seq<Argument> to) =>
        from.Count == to.Count && from.Zip(to).All(p =>
            p.First.Type == p.Second.Type && p.First.Mode == p.Second.Mode
            && (p.First.Name is null || p.First.Name == p.Second.Name)
            && (p.First.Default is null || p.Second.Default is not null));
}
