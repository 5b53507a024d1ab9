using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Databases.Postgres.Rules;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds changes of type that write every row anew under ACCESS EXCLUSIVE (manual, ALTER TABLE).</summary>
internal sealed class RewrittenType : Analyzer
{
    public override Rule Rule { get; } = new("PG301", Family.Blocking, "A change of type writes the table anew");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<ModifyColumn>()
        let column = found.Change.To
        where found.Change.From.Type != column.Type && !Conversions.IsFree(found.Change.From.Type, column.Type)
        select Rule.At(found.Step.At(column.Name, "COLUMN"),
                $"Readers and writers of table \"{found.Table.To.Name}\" wait while every row is written to convert " +
                $"column \"{column.Name}\".")
            .Suggest("Add a column of the new type, fill it in small steps, move the programs, and drop the old one later");
}
