namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds changes of tables that belong to somebody else.</summary>
public sealed class DeniedObject : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("OW102", Family.Ownership, "An object that belongs to others is changed");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        from table in step.Tables
        where pass.Settings.Ownership.IsDenied(table)
        select Rule.At(step.At(table.Name, "TABLE"),
                $"Table \"{table.Name}\" is changed, and it belongs to somebody else.")
            .Suggest("Make the change in the project that owns the table");
}
