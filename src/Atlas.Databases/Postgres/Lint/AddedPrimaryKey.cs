using Atlas.Core.Diff;
using Atlas.Core.Lint;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds primary keys added to existing tables, whose index is built under ACCESS EXCLUSIVE (manual, ALTER
/// TABLE).</summary>
internal sealed class AddedPrimaryKey : Analyzer
{
    public override Rule Rule { get; } = new("PG104", Family.Blocking, "A primary key is built under a full lock");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<SetPrimaryKey>()
        let key = found.Change.To
        where key is not null && found.Change.From?.Columns != key.Columns
        let place = found.Step.At("PRIMARY", "ADD")
        where found.Step.StatementAt(place)?.Says("USING", "INDEX") != true
        select Rule.At(place,
                $"Readers and writers of table \"{found.Table.To.Name}\" wait while its primary key is built.")
            .Suggest("Build a unique index with CONCURRENTLY first, and add the key with PRIMARY KEY USING INDEX");
}
