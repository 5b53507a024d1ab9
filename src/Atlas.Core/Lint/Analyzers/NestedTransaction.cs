namespace Atlas.Core.Lint.Analyzers;

/// <summary>Finds statements that begin a transaction where the whole file runs in one.</summary>
public sealed class NestedTransaction : Analyzer
{
    /// <inheritdoc/>
    public override Rule Rule { get; } =
        new("TX101", Family.NestedTransactions, "A transaction is begun inside the plan's own");

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(Pass pass) =>
        from statement in pass.Statements
        where !pass.Header.IsOutsideTransaction && Transactions.IsBegin(statement)
        select Rule.At(statement.Span, "The statement begins a transaction, and the file already runs in one.")
            .Suggest("Remove the statement, or put \"-- atlas:txmode none\" and an empty line at the top of the file");
}
