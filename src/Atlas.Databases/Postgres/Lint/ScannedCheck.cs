using Atlas.Core.Diff;
using Atlas.Core.Lint;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds checks that read the whole table under ACCESS EXCLUSIVE when they are added (manual, ALTER
/// TABLE).</summary>
internal sealed class ScannedCheck : Analyzer
{
    public override Rule Rule { get; } = new("PG305", Family.Blocking, "A check reads the table under a full lock");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<TableChange>()
        let check = found.Change switch
        {
            AddCheck add => add.Check,
            ModifyCheck modify when modify.From.Expression != modify.To.Expression => modify.To,
            _ => null,
        }
        where check is not null
        let place = found.Step.At(check.Name ?? "", "CONSTRAINT")
        let statement = found.Step.StatementAt(place)
        where statement?.Says("VALIDATE") != true && statement?.Says("NOT", "VALID") != true
        select Rule.At(place,
                $"Readers and writers of table \"{found.Table.To.Name}\" wait while check \"{check.Name}\" reads every row, " +
                "and it fails when one breaks it.")
            .Suggest("Add the check as NOT VALID, and run VALIDATE CONSTRAINT afterwards, which lets readers and writers go " +
                "on");
}
