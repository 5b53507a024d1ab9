namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds changes of tables that the project doesn't own.</summary>
public sealed class ForeignObject : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("OW101", Family.Ownership, "An object outside the project's own is changed");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        from table in step.Tables
        where pass.Settings.Ownership.IsForeign(table)
        select Rule.At(step.At(table.Name, "TABLE"),
                $"Table \"{table.Name}\" is changed, and this project owns only " +
                $"{string.Join(", ", pass.Settings.Ownership.Allow)}.")
            .Suggest("Make the change in the project that owns the table, or add it to lint { ownership { allow } }");
}
