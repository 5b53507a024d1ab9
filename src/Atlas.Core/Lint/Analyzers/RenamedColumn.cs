using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds columns that programs in use no longer find under their name.</summary>
public sealed class RenamedColumn : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("BC102", Family.Incompatible, "A column is renamed");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<RenameColumn>()
        select Rule.At(found.Step.At(found.Change.From, "COLUMN"),
                $"Column \"{found.Change.From}\" of table \"{found.Table.To.Name}\" is renamed to \"{found.Change.To}\", " +
                "which breaks programs that use the old name.")
            .Suggest("Add the new column beside the old one, move the programs, and drop the old one later");
}
