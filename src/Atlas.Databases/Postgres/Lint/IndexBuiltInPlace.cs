using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Databases.Postgres.Writing;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds indexes of existing tables that are built without CONCURRENTLY, while writers wait (manual, CREATE
/// INDEX).</summary>
internal sealed class IndexBuiltInPlace : Analyzer
{
    public override Rule Rule { get; } = new("PG101", Family.ConcurrentIndex, "An index is built while writers wait");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<TableChange>()
        let index = found.Change switch
        {
            AddIndex { Index: { IsConstraint: false } added } => added,
            ModifyIndex { To: { IsConstraint: false } changed } => changed,
            _ => null,
        }
        where index is not null
        let place = found.Step.At(index.Name, "INDEX")
        let statement = found.Step.StatementAt(place)
        where statement.Says("CREATE") && statement.Says("INDEX") && !statement.Says("CONCURRENTLY")
        select Rule.At(place,
                $"Writers to table \"{found.Table.To.Name}\" wait while index \"{index.Name}\" is built.")
            .Suggest("Build the index with CONCURRENTLY, outside a transaction: diff { concurrent_index { create = true } }",
                IndexWriter.Create(found.Table.Schema, found.Table.To.Name, index, new Names(Core.Dialects.Naming.Unqualified),
                    isConcurrent: true).Sql + ";");
}
