namespace Atlas.Core.Lint;

/// <summary>Tells statements that begin or end a transaction.</summary>
public static class Transactions
{
    /// <summary>Returns whether a statement begins a transaction.</summary>
    public static bool IsBegin(LintStatement statement) =>
        statement.Begins("BEGIN") || statement.Begins("START", "TRANSACTION");

    /// <summary>Returns whether a statement ends a transaction; one that goes back to a savepoint doesn't.</summary>
    public static bool IsEnd(LintStatement statement) =>
        statement.Begins("COMMIT") || statement.Begins("END") || statement.Begins("ABORT")
        || (statement.Begins("ROLLBACK") && !statement.Says("TO"));

    /// <summary>Returns whether a statement is about transactions and savepoints alone.</summary>
    public static bool IsControl(LintStatement statement) => IsBegin(statement) || IsEnd(statement)
        || statement.Begins("ROLLBACK") || statement.Begins("SAVEPOINT") || statement.Begins("RELEASE");
}
