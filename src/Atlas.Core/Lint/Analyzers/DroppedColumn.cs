using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds columns that a plan drops together with their values; computed ones that aren't stored have
/// none.</summary>
public sealed class DroppedColumn : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("DS103", Family.Destructive, "A column is dropped");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<DropColumn>()
        let column = found.Change.Column
        where column.Generated is not { IsStored: false }
            && pass.Settings.DroppableColumns?.Matches(column.Name) != true
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
                $"Column \"{column.Name}\" of table \"{found.Table.To.Name}\" is dropped with its values.")
            .Suggest($"Add a pre-migration check to ensure column \"{column.Name}\" is NULL before dropping it");
}
