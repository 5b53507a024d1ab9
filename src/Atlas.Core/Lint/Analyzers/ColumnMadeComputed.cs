using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds columns that become computed ones, by which their own values are lost.</summary>
public sealed class ColumnMadeComputed : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT105", Family.Destructive, "A column becomes a computed one");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<ModifyColumn>()
        let column = found.Change.To
        where found.Change.From.Generated is null && column.Generated is not null
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
                $"Column \"{column.Name}\" of table \"{found.Table.To.Name}\" becomes a computed one, and its own values " +
                "are lost.")
            .Suggest("Add the computed column under another name, and drop the old one later");
}
