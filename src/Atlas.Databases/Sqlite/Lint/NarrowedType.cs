using Atlas.Core.Diff;
using Atlas.Core.Lint;

namespace Atlas.Databases.Sqlite.Lint;

/// <summary>Finds changes of type in STRICT tables, where a value that doesn't fit is refused.</summary>
internal sealed class NarrowedType : Analyzer
{
    public override Rule Rule { get; } = new("AT106", Family.DataDepend, "Values may not fit the new type of a column");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<ModifyColumn>()
        let column = found.Change.To
        where found.Table.To.IsStrict && found.Change.From.Type != column.Type
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
            $"Values of column \"{column.Name}\" of table \"{found.Table.To.Name}\" that don't fit the new type make the " +
            "statement fail.");
}
