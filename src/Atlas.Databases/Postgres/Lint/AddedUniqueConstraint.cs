using Atlas.Core.Diff;
using Atlas.Core.Lint;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds UNIQUE constraints added to existing tables, whose index is built under ACCESS EXCLUSIVE (manual,
/// ALTER TABLE).</summary>
internal sealed class AddedUniqueConstraint : Analyzer
{
    public override Rule Rule { get; } = new("PG105", Family.Blocking, "A UNIQUE constraint is built under a full lock");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<TableChange>()
        let index = found.Change switch
        {
            AddIndex { Index: { IsConstraint: true } added } => added,
            ModifyIndex { To: { IsConstraint: true } changed } => changed,
            _ => null,
        }
        where index is not null
        let place = found.Step.At(index.Name, "CONSTRAINT")
        let statement = found.Step.StatementAt(place)
        where statement.Says("UNIQUE") && !statement.Says("USING", "INDEX")
        select Rule.At(place,
                $"Readers and writers of table \"{found.Table.To.Name}\" wait while UNIQUE constraint \"{index.Name}\" is " +
                "built.")
            .Suggest("Build a unique index with CONCURRENTLY first, and add the constraint with UNIQUE USING INDEX");
}
