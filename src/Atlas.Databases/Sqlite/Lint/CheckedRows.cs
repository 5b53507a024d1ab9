using Atlas.Core.Diff;
using Atlas.Core.Lint;

namespace Atlas.Databases.Sqlite.Lint;

/// <summary>Finds new checks, foreign keys and primary keys of existing tables: the rows are copied into a new table that
/// has them, and one that breaks them makes the copy fail.</summary>
internal sealed class CheckedRows : Analyzer
{
    public override Rule Rule { get; } =
        new("AT107", Family.DataDepend, "Rows may break a constraint that is added to their table");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<TableChange>()
        let what = found.Change switch
        {
            AddCheck add => $"check ({add.Check.Expression})",
            ModifyCheck modify => $"check ({modify.To.Expression})",
            AddForeignKey add => $"foreign key \"{add.ForeignKey.Name}\"",
            SetPrimaryKey { To: { } key } => $"the primary key ({string.Join(", ", key.Columns)})",
            _ => null,
        }
        where what is not null
        select Rule.At(found.Step.At(found.Table.To.Name, "TABLE"),
            $"Table \"{found.Table.To.Name}\" gets {what}, which fails when a row breaks it.");
}
