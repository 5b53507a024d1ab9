using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds changes of type that values may not fit, so that they fail or are rounded or cut.</summary>
internal sealed class NarrowedType : Analyzer
{
    public override Rule Rule { get; } = new("AT106", Family.DataDepend, "Values may not fit the new type of a column");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<ModifyColumn>()
        let column = found.Change.To
        where found.Change.From.Type != column.Type && !Conversions.IsWidening(found.Change.From.Type, column.Type)
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
            $"Values of column \"{column.Name}\" of table \"{found.Table.To.Name}\" that don't fit the new type make the " +
            "statement fail, or are rounded or cut.");
}
