using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds indexes that become unique.</summary>
public sealed class IndexMadeUnique : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("MF102", Family.DataDepend, "An index becomes unique");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<ModifyIndex>()
        let index = found.Change.To
        where index.IsUnique && !found.Change.From.IsUnique
        select Rule.At(found.Step.At(index.Name, "INDEX"),
                $"Index \"{index.Name}\" becomes unique, which fails when rows of table \"{found.Table.To.Name}\" have " +
                "equal keys.")
            .Suggest($"Make sure that table \"{found.Table.To.Name}\" holds no equal keys before the index is changed");
}
