using Atlas.Core.Diff;
using Atlas.Core.Lint;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds indexes that are dropped without CONCURRENTLY, for which everybody who uses the table waits (manual,
/// DROP INDEX).</summary>
internal sealed class IndexDroppedInPlace : Analyzer
{
    public override Rule Rule { get; } = new("PG102", Family.ConcurrentIndex, "An index is dropped under a full lock");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from found in pass.Inside<DropIndex>()
        let index = found.Change.Index
        where !index.IsConstraint
        let place = found.Step.At(index.Name, "INDEX")
        let statement = found.Step.StatementAt(place)
        where statement.Says("DROP") && statement.Says("INDEX") && !statement.Says("CONCURRENTLY")
        select Rule.At(place,
                $"Dropping index \"{index.Name}\" waits for all who use table \"{found.Table.To.Name}\", and new ones wait " +
                "behind it.")
            .Suggest("Drop the index with CONCURRENTLY, outside a transaction: diff { concurrent_index { drop = true } }",
                $"DROP INDEX CONCURRENTLY {Quoting.Name(index.Name)};");
}
