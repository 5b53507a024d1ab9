using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds unique indexes over columns that have values already.</summary>
public sealed class AddedUniqueIndex : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("MF101", Family.DataDepend, "A unique index is added to existing columns");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<AddIndex>()
        let index = found.Change.Index
        where index.IsUnique && !index.Parts.Any(p => p.Column is { } c && found.Table.From.Column(c) is null)
            && !WasUnique(found.Table.From, index)
        select Rule.At(found.Step.At(index.Name, index.IsConstraint ? "CONSTRAINT" : "INDEX"),
                $"Unique index \"{index.Name}\" fails when rows of table \"{found.Table.To.Name}\" have equal keys.")
            .Suggest($"Make sure that table \"{found.Table.To.Name}\" holds no equal keys before the index is added");

    private static bool WasUnique(Table table, Model.Index index) =>
        table.Indexes.Any(i => i.IsUnique && i.Parts == index.Parts && i.Predicate == index.Predicate);
}
