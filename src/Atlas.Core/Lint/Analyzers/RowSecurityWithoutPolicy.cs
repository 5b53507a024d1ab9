using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds row security that is switched on where no policy permits a row (PostgreSQL).</summary>
public sealed class RowSecurityWithoutPolicy : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("AT111", Family.Access, "Row security hides every row");

    /// <inheritdoc/>
    public override bool ChecksSchemas => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from step in pass.Steps
        where IsSwitchedOn(step.Change)
        from name in step.Tables
        where !pass.Desired.AllObjects().Any(o => o is { Object: Policy { IsRestrictive: false } policy }
            && new ObjectName(o.Schema, policy.Table) == name)
        select Rule.At(step.At("ROW", "ENABLE"),
                $"Row security of table \"{name.Name}\" is on and no policy permits a row: all but its owner see an empty table.")
            .Suggest($"Add a policy to table \"{name.Name}\"");

    private static bool IsSwitchedOn(Change change) => change switch
    {
        AddTable add => add.Table.Options.IsRowSecured,
        ModifyTable modify => !modify.From.Options.IsRowSecured && modify.To.Options.IsRowSecured,
        _ => false,
    };
}
