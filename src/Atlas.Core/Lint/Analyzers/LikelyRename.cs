using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds a drop and an add that look like one rename, which would keep the rows or values.</summary>
public sealed class LikelyRename : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT101", Family.Renames, "A drop and an add look like a rename");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from rename in RenameCandidates.In([.. pass.Steps.Select(s => s.Change)])
        where rename.From != rename.To
        let step = pass.Steps.First(s => IsDrop(s.Change, rename))
        where !pass.WasCreatedHere(step)
        select Rule.At(step.At(rename.From, rename.Kind is RenameKind.Table ? "TABLE" : "COLUMN"), Message(rename))
            .Suggest($"If it is a rename, write renamed_from = \"{rename.From}\" in the {Kind(rename)} \"{rename.To}\" of " +
                $"the schema, or \"-- atlas:renamed_from {rename.From}\" above it in SQL");

    private static bool IsDrop(Change change, Rename rename) => rename.Kind is RenameKind.Table
        ? change is DropTable drop && (drop.Schema, drop.Table.Name) == (rename.Table.Schema, rename.From)
        : change is ModifyTable modify && (modify.Schema, modify.To.Name) == (rename.Table.Schema, rename.Table.Name)
            && modify.Changes.OfType<DropColumn>().Any(d => d.Column.Name == rename.From);

    private static string Message(Rename rename) => rename.Kind is RenameKind.Table
        ? $"Table \"{rename.From}\" is dropped and table \"{rename.To}\" of the same columns is added: a rename would " +
            "keep the rows."
        : $"Column \"{rename.From}\" of table \"{rename.Table.Name}\" is dropped and column \"{rename.To}\" of the same " +
            "type is added: a rename would keep the values.";

    private static string Kind(Rename rename) => rename.Kind is RenameKind.Table ? "table" : "column";
}
