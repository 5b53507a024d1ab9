using Atlas.Core.Diff;
using Atlas.Core.Lint;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds foreign keys that read the whole table under SHARE ROW EXCLUSIVE on both tables when they are added
/// (manual, ALTER TABLE).</summary>
internal sealed class ScannedForeignKey : Analyzer
{
    public override Rule Rule { get; } = new("PG306", Family.Blocking, "A foreign key reads the table while writers wait");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<TableChange>()
        let key = found.Change switch
        {
            AddForeignKey add => add.ForeignKey,
            ModifyForeignKey modify when KeyChanges.IsReplaced(modify.From, modify.To) => modify.To,
            _ => null,
        }
        where key is not null
        let place = found.Step.At(key.Name, "CONSTRAINT")
        let statement = found.Step.StatementAt(place)
        where statement?.Says("VALIDATE") != true && statement?.Says("NOT", "VALID") != true
        select Rule.At(place,
                $"Writers to tables \"{found.Table.To.Name}\" and \"{key.References.Name}\" wait while foreign key " +
                $"\"{key.Name}\" reads every row, and it fails when one refers to nothing.")
            .Suggest("Add the foreign key as NOT VALID, and run VALIDATE CONSTRAINT afterwards, which lets writers go on");
}
