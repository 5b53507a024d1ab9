using Atlas.Core.Diff;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds row security that is switched off (PostgreSQL).</summary>
public sealed class RowSecurityDisabled : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT113", Family.Access, "Row security is switched off");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<SetTableOptions>()
        where found.Change.From.IsRowSecured && !found.Change.To.IsRowSecured
        select Rule.At(found.Step.At("ROW", "DISABLE"),
            $"Row security of table \"{found.Table.To.Name}\" is switched off: everybody with rights on the table sees every row.");
}
