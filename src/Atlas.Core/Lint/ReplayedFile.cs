using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint;

/// <summary>A file whose statements run one after the other somewhere, with what each of them changes.</summary>
/// <param name="file">The file.</param>
/// <param name="start">The realm before the first statement.</param>
/// <param name="dialect">The dialect of the SQL.</param>
/// <param name="schema">The schema of unqualified names.</param>
public sealed class ReplayedFile(LintedFile file, Realm start, Dialect dialect, string schema)
{
    private readonly List<Step> steps = [];
    private Realm? last;

    /// <summary>Gets what analyzers see of what ran so far.</summary>
    public Pass Pass => new(file.Source, file.Statements, RebuiltTables.Joined(steps, file.Statements), start, dialect)
    {
        Header = file.Header,
    };

    /// <summary>Takes note of a statement that ran.</summary>
    /// <param name="statement">The statement, one of the file's.</param>
    /// <param name="after">What inspection found after it.</param>
    public void Ran(LintStatement statement, Realm after)
    {
        var before = last ?? start;
        foreach (var change in Differ.Compare(before, after, WrittenRenames.In(statement, schema), DiffPolicy.Default))
            steps.Add(new Step(change, [statement], before, after));
        last = after;
    }
}
