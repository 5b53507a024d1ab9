using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Computed columns that must be dropped and added, and what goes with them and must be added again.</summary>
/// <remarks>A computed column loses nothing by it. Its dependents go by themselves when it is dropped.</remarks>
internal sealed class Rebuilds
{
    private readonly HashSet<string> _columns;

    private Rebuilds(HashSet<string> columns, Seq<Column> unchanged)
    {
        _columns = columns;
        Unchanged = unchanged;
    }

    /// <summary>Gets the computed columns that don't change but are made from one that does.</summary>
    public Seq<Column> Unchanged { get; }

    public static Rebuilds Of(ModifyTable modify)
    {
        var changed = modify.Changes.OfType<ModifyColumn>().ToList();
        var rebuilt = changed.Where(Refusals.IsRebuilt).Select(c => c.To.Name).ToHashSet();
        var moved = changed.Where(c => c.From.Type != c.To.Type || c.From.Collation != c.To.Collation
            || rebuilt.Contains(c.To.Name))
            .Select(c => c.To.Name).ToHashSet();
        var unchanged = modify.To.Columns
            .Where(c => c.Generated is { } generated && !rebuilt.Contains(c.Name) && modify.From.Column(c.Name) == c
                && Identifiers.In(generated.Expression).Any(moved.Contains))
            .ToSeq();
        return new Rebuilds([.. rebuilt, .. unchanged.Select(c => c.Name)], unchanged);
    }

    public bool Contains(string column) => _columns.Contains(column);

    /// <summary>Returns the columns of the keys that go with the columns and come back.</summary>
    public IEnumerable<Seq<string>> Keys(ModifyTable modify) =>
    [
        .. modify.To.PrimaryKey is { } key && key == modify.From.PrimaryKey && Uses(key) ? [key.Columns]
            : Array.Empty<Seq<string>>(),
        .. modify.To.Indexes.Where(i => i.IsUnique && modify.From.Indexes.Contains(i) && Uses(i))
            .Select(i => i.Parts.Select(p => p.Column).OfType<string>().ToSeq()),
    ];

    /// <summary>Adds again what went with the columns and is wanted still.</summary>
    public void AddAgain(Alter late, List<Statement> last, List<Statement> comments, ModifyTable modify, Names names)
    {
        if (_columns.Count == 0) return;
        var (from, to, table) = (modify.From, modify.To, names.Of(modify.Schema, modify.To.Name));
        if (to.PrimaryKey is { } primary && primary == from.PrimaryKey && Uses(primary))
        {
            late.Clause($"ADD {ConstraintWriter.PrimaryKey(primary)}", []);
            if (primary.Comment is { } text)
                comments.Add(CommentWriter.Constraint(table, to.Name, ConstraintWriter.Name(to.Name, primary), text));
        }

        foreach (var index in to.Indexes.Where(i => from.Indexes.Contains(i) && Uses(i)))
        {
            if (index.IsConstraint) late.Clause($"ADD {ConstraintWriter.Key(index)}", []);
            else last.Add(IndexWriter.Create(modify.Schema, to.Name, index, names));
            if (index.Comment is not null) comments.Add(CommentWriter.Index(modify.Schema, to.Name, index, names));
        }

        foreach (var check in to.Checks.Where(c => from.Checks.Contains(c) && Uses(c.Expression)))
        {
            late.Clause($"ADD {ConstraintWriter.Check(check)}", []);
            if (check is { Comment: not null, Name: { } name })
                comments.Add(CommentWriter.Constraint(table, to.Name, name, check.Comment));
        }

        foreach (var key in to.ForeignKeys.Where(k => from.ForeignKeys.Contains(k) && k.Columns.Any(Contains)))
        {
            late.Clause($"ADD {ConstraintWriter.ForeignKey(modify.Schema, key, names)}",
                [Hazards.AddsForeignKey(to.Name, key)]);
            if (key.Comment is { } text) comments.Add(CommentWriter.Constraint(table, to.Name, key.Name, text));
        }
    }

    private bool Uses(PrimaryKey key) => key.Columns.Concat(key.Include).Any(Contains);

    private bool Uses(Index index) =>
        index.Include.Any(Contains)
        || index.Parts.Any(p => p.Column is { } column ? Contains(column) : Uses(p.Expression ?? ""))
        || (index.Predicate is { } predicate && Uses(predicate));

    private bool Uses(string expression) => Identifiers.In(expression).Any(Contains);
}
