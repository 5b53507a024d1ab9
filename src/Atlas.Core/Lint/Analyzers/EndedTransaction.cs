namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds statements that end the transaction which the whole file runs in.</summary>
public sealed class EndedTransaction : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new("TX201", Family.NestedTransactions, "The plan's own transaction is ended");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from statement in pass.Statements
        where !pass.Header.IsOutsideTransaction && Transactions.IsEnd(statement)
        select Rule.At(statement.Span,
                "The statement ends the transaction that the file runs in, so that what follows can't be rolled back " +
                "with what came before.")
            .Suggest("Remove the statement, or put \"-- atlas:txmode none\" and an empty line at the top of the file");
}
