using Atlas.Core.Diff;
using Atlas.Core.Lint;

namespace Atlas.Databases.Sqlite.Lint;

/// <summary>Finds columns that become NOT NULL and have no default that could fill the rows without a value when they are
/// copied.</summary>
internal sealed class RequiredWithoutDefault : Analyzer
{
    public override Rule Rule { get; } =
        new("LT101", Family.DataDepend, "A nullable column becomes NOT NULL without a default");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<ModifyColumn>()
        let column = found.Change.To
        where found.Change.From.IsNullable && !column.IsNullable && SqliteDefaults.IsNull(column.Default)
            && column.Generated is null
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
                $"Column \"{column.Name}\" of table \"{found.Table.To.Name}\" becomes NOT NULL, which fails when a row has no " +
                "value there.")
            .Suggest($"Give column \"{column.Name}\" a default, which rows without a value then get");
}
