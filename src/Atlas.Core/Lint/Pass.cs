using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Hcl.Text;

namespace Atlas.Core.Lint;

/// <summary>What analyzers see: the steps of a plan with their statements, the realms around them, and what is known of
/// the target.</summary>
public sealed record Pass
{
    private readonly Lazy<HashSet<Step>> onNewTables;

    /// <summary>Makes a pass.</summary>
    /// <param name="source">The SQL as one text.</param>
    /// <param name="statements">All its statements in order, those too that change no schema.</param>
    /// <param name="steps">The changes in execution order.</param>
    /// <param name="current">The realm before the first statement.</param>
    /// <param name="dialect">The dialect of the SQL.</param>
    public Pass(SourceText source, Seq<LintStatement> statements, Seq<Step> steps, Realm current, Dialect dialect)
    {
        (Source, Statements, Steps, Current, Dialect) = (source, statements, steps, current, dialect);
        onNewTables = new(() => OnNewTables(steps));
    }

    /// <summary>Gets the SQL as one text.</summary>
    public SourceText Source { get; }

    /// <summary>Gets all statements in order.</summary>
    public Seq<LintStatement> Statements { get; }

    /// <summary>Gets the changes in execution order.</summary>
    public Seq<Step> Steps { get; }

    /// <summary>Gets the realm before the first statement.</summary>
    public Realm Current { get; }

    /// <summary>Gets the realm after the last statement.</summary>
    public Realm Desired => Steps.IsEmpty ? Current : Steps[^1].After;

    /// <summary>Gets the dialect of the SQL.</summary>
    public Dialect Dialect { get; }

    /// <summary>Gets what the file's header says, the comments before an empty line at its top.</summary>
    public FileHeader Header { get; init; } = FileHeader.Empty;

    /// <summary>Gets what is known of the target's tables; empty when there is no target.</summary>
    public TableStatistics Statistics { get; init; } = TableStatistics.Unknown;

    /// <summary>Gets what the project wants.</summary>
    public LintSettings Settings { get; init; } = LintSettings.Default;

    /// <summary>Makes the pass of a computed plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="current">The realm it starts at.</param>
    /// <param name="dialect">The dialect that wrote it.</param>
    /// <param name="name">The name of the text for places.</param>
    /// <param name="header">The directives that stand before it, with their line ends; may be empty.</param>
    public static Pass Of(
        Plan plan, Realm current, Dialect dialect, string name = "plan.sql", string header = "")
    {
        var (text, places) = PlanText.Lay(plan, dialect.SplitOptions);
        text = header + text;
        var shift = Encoding.UTF8.GetByteCount(header);
        var source = SourceText.From(name, text);
        var statements = plan.Statements.Zip(places, (s, place) => new LintStatement(
            s.Sql, new Span(source, place.Start + shift, place.End + shift), [], dialect.SplitOptions)).ToSeq();
        var steps = new List<Step>();
        var realm = current;
        for (var i = 0; i < plan.Changes.Count; i++)
        {
            var after = Interpreter.Apply(plan.Changes[i], realm);
            var own = plan.Statements.Zip(statements).Where(s => s.First.Change == i).Select(s => s.Second).ToSeq();
            if (!own.IsEmpty) steps.Add(new Step(plan.Changes[i], own, realm, after));
            realm = after;
        }

        return new Pass(source, statements, [.. steps], current, dialect) { Header = FileHeader.Of(text) };
    }

    /// <summary>Returns whether the table of a step was made by an earlier one, so that it has no rows of old and nobody
    /// waits for it.</summary>
    public bool WasCreatedHere(Step step) => onNewTables.Value.Contains(step);

    /// <summary>Returns the changes of one kind inside tables that were there before, in order.</summary>
    public IEnumerable<(Step Step, ModifyTable Table, T Change)> Inside<T>() where T : TableChange =>
        from step in Steps
        where step.Change is ModifyTable && !WasCreatedHere(step)
        let modify = (ModifyTable)step.Change
        from change in modify.Changes.OfType<T>()
        select (step, modify, change);

    // A table that is dropped and made again is an old one up to there.
    private static HashSet<Step> OnNewTables(Seq<Step> steps)
    {
        var names = new HashSet<ObjectName>();
        var found = new HashSet<Step>(ReferenceEqualityComparer.Instance);
        foreach (var step in steps)
        {
            var before = step.Change is RenameTable rename ? new ObjectName(rename.Schema, rename.From) : step.Table;
            if (before is not { } name) continue;
            if (names.Contains(name)) found.Add(step);
            if (step.Change is AddTable) names.Add(name);
            if (step.Change is DropTable) names.Remove(name);
            if (step.Change is RenameTable && names.Remove(name) && step.Table is { } renamed) names.Add(renamed);
        }

        return found;
    }
}
