using Atlas.Core.Lint;

namespace Atlas.Databases.Postgres.Lint;

/// <summary>Finds CONCURRENTLY in files that run in a transaction, where the server refuses it.</summary>
internal sealed class ConcurrencyInTransaction : Analyzer
{
    public override Rule Rule { get; } =
        new("PG103", Family.ConcurrentIndex, "CONCURRENTLY is used inside a transaction");

    public override IEnumerable<Finding> Check(Pass pass) =>
        from statement in pass.Statements
        where !pass.Header.IsOutsideTransaction && statement.Says("CONCURRENTLY")
            && (statement.Says("INDEX") || statement.Begins("REINDEX"))
        select Rule.At(statement.Span, "The server refuses CONCURRENTLY inside a transaction, and the file runs in one.")
            .Suggest("Put \"-- atlas:txmode none\" and an empty line at the top of the file");
}
