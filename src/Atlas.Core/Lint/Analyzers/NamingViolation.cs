using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds new names that don't follow the project's convention; without one there is nothing to find.</summary>
public sealed class NamingViolation : Analyzer
{
    private readonly string kind;
    private readonly Func<Step, IEnumerable<(string Name, string After, string Owner)>> names;

    private NamingViolation(
        string code, string kind, Func<Step, IEnumerable<(string Name, string After, string Owner)>> names)
    {
        (this.kind, this.names) = (kind, names);
        Rule = new(code, Family.Naming, $"The name of a {kind.Replace('_', ' ')} breaks the convention");
    }

    /// <summary>Gets the analyzer of schemas.</summary>
    public static NamingViolation OfSchemas { get; } = new("NM101", "schema", step =>
        step.Change is AddSchema add ? [(add.Schema.Name, "SCHEMA", "")] : []);

    /// <summary>Gets the analyzer of tables.</summary>
    public static NamingViolation OfTables { get; } = new("NM102", "table", step => step.Change switch
    {
        AddTable add => [(add.Table.Name, "TABLE", "")],
        RenameTable rename => [(rename.To, "TO", "")],
        _ => [],
    });

    /// <summary>Gets the analyzer of columns.</summary>
    public static NamingViolation OfColumns { get; } = new("NM103", "column", step => Parts(step, "COLUMN",
        t => t.Columns.Select(c => c.Name),
        c => c switch { AddColumn add => add.Column.Name, RenameColumn rename => rename.To, _ => null }));

    /// <summary>Gets the analyzer of indexes.</summary>
    public static NamingViolation OfIndexes { get; } = new("NM104", "index", step => Parts(step, "INDEX",
        t => t.Indexes.Select(i => i.Name),
        c => c switch { AddIndex add => add.Index.Name, RenameIndex rename => rename.To, _ => null }));

    /// <summary>Gets the analyzer of foreign keys.</summary>
    public static NamingViolation OfForeignKeys { get; } = new("NM105", "foreign_key", step => Parts(step, "CONSTRAINT",
        t => t.ForeignKeys.Select(k => k.Name), c => c is AddForeignKey add ? add.ForeignKey.Name : null));

    /// <summary>Gets the analyzer of checks.</summary>
    public static NamingViolation OfChecks { get; } = new("NM106", "check", step => Parts(step, "CONSTRAINT",
        t => t.Checks.Select(c => c.Name).OfType<string>(), c => c is AddCheck add ? add.Check.Name : null));

    /// <inheritdoc/>
    public override Rule Rule { get; }

    /// <inheritdoc/>
    public override bool ChecksSchemas => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from convention in pass.Settings.Naming
        where convention.Kind == kind
        from step in pass.Steps
        from found in names(step)
        where !convention.Match.Matches(found.Name)
        select Rule.At(step.At(found.Name, found.After),
            $"The name of {kind.Replace('_', ' ')} \"{found.Name}\"{found.Owner} doesn't match " +
            $"{convention.Match.Text}{(convention.Message is { } message ? $": {message}" : ".")}");

    private static IEnumerable<(string Name, string After, string Owner)> Parts(
        Step step, string after, Func<Table, IEnumerable<string>> all, Func<TableChange, string?> added) =>
        from name in step.Change switch
        {
            AddTable add => all(add.Table),
            ModifyTable modify => modify.Changes.Select(added).OfType<string>(),
            _ => [],
        }
        select (name, after, $" of table \"{step.Table?.Name}\"");
}
