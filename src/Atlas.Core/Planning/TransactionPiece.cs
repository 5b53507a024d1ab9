using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>A run of a plan's statements that stand or fall together.</summary>
/// <param name="First">The place of its first statement, from 0.</param>
/// <param name="End">The place after its last one.</param>
/// <param name="IsTransaction">Whether they run in one transaction; else it is one statement that can't or mustn't be in
/// any.</param>
public sealed record TransactionPiece(int First, int End, bool IsTransaction)
{
    /// <summary>Cuts statements into as few pieces as they allow.</summary>
    /// <param name="statements">The statements, in order.</param>
    /// <param name="isStepwise">Whether each is one of its own, outside a transaction.</param>
    public static IEnumerable<TransactionPiece> Of(Seq<Statement> statements, bool isStepwise)
    {
        for (var at = 0; at < statements.Count;)
        {
            var first = at++;
            var isTransaction = !isStepwise && !statements[first].IsOutsideTransaction;
            while (isTransaction && at < statements.Count && !statements[at].IsOutsideTransaction) at++;
            yield return new TransactionPiece(first, at, isTransaction);
        }
    }
}
