using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Runs the statements of a plan under a lock, and looks at what they made before it lets them
/// stand.</summary>
/// <remarks>Source: docs/design/0013-busy-databases.md.</remarks>
/// <param name="target">The database.</param>
/// <param name="held">The lock; losing it stops before the next statement.</param>
/// <param name="observer">Is told of each plan.</param>
/// <param name="runner">Runs single statements.</param>
/// <param name="progress">Where it is written down how far a plan got that can't be one transaction; null for
/// nowhere.</param>
/// <param name="assertions">Asks what must hold before a plan.</param>
internal sealed class PlanRunner(
    Database target, DatabaseLock held, ApplyObserver observer, StatementRunner runner, ProgressTable? progress,
    PlanAssertions assertions)
{
    // How many statements stay, whatever happens to the next ones.
    private int settled;
    private bool isOpen;

    /// <summary>Runs plans one after the other, and looks after each whether it arrived.</summary>
    /// <param name="comparison">What is there, what is wanted, and the plans between; they may be empty.</param>
    /// <param name="isStepwise">Whether the statements run one by one; else in transactions, as large as the statements
    /// allow.</param>
    /// <param name="find">Inspects the database.</param>
    /// <param name="cancellationToken">Stops before the next statement.</param>
    public async Task<PlanRun> RunAsync(
        Comparison comparison, bool isStepwise, Func<CancellationToken, Task<FoundState>> find,
        CancellationToken cancellationToken)
    {
        var run = new PlanRun([], comparison.Start, false, null);
        foreach (var plan in comparison.Links.Where(p => !p.IsEmpty))
        {
            observer.Applying(plan);
            run = await RunAsync(plan, isStepwise, find, cancellationToken);
            if (run.Error is not null) break;
        }

        return run;
    }

    private async Task<PlanRun> RunAsync(
        Plan plan, bool isStepwise, Func<CancellationToken, Task<FoundState>> find,
        CancellationToken cancellationToken)
    {
        var (before, isWhole) = (settled, !isStepwise && plan.IsTransactional && target.Dialect.HasTransactionalDdl);
        var written = !isWhole && plan.IsResumable ? progress : null;
        FoundState? found = null;
        try
        {
            if (!isWhole && plan.Finished == 0) await assertions.AskAsync(plan, cancellationToken);
            if (written is not null && plan.Finished == 0)
                await written.BeginAsync(plan.Url ?? "", plan.Digest ?? default, cancellationToken);
            var pieces = TransactionPiece.Of(plan.Statements,
                isStepwise || written is not null || !target.Dialect.HasTransactionalDdl);
            foreach (var piece in pieces)
            {
                await runner.PatientlyAsync(() => PieceAsync(piece), UndoAsync, cancellationToken);
                settled = runner.Done;
            }

            return found?.Plan == plan.To
                ? new PlanRun(runner.Ran, found.Version, false, null)
                : await FailedAsync(before, isWhole, found, Astray(found, plan), find);
        }
        catch (OperationCanceledException)
        {
            return await FailedAsync(before, isWhole, null, "the command was interrupted.", find);
        }
        catch (AstrayException problem)
        {
            return await FailedAsync(before, isWhole, null, problem.Message, find);
        }
        catch (FailureException problem)
        {
            var statement = runner.Ran is [.., { Error: not null, Sql: var sql }] ? $"executing statement \"{sql}\": "
                : "";
            return await FailedAsync(before, isWhole, null, statement + problem.Message, find);
        }

        async Task PieceAsync(TransactionPiece piece)
        {
            if (piece.IsTransaction) await target.BeginAsync(cancellationToken);
            isOpen = piece.IsTransaction;
            if (isWhole && plan.Finished == 0) await assertions.AskAsync(plan, cancellationToken);
            for (var i = piece.First; i < piece.End; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await held.EnsureHeldAsync(cancellationToken);
                var statement = plan.Statements[i];
                await runner.ClearAsync(statement, cancellationToken);
                if (written is null) await runner.RunAsync(statement, cancellationToken);
                else
                    await written.StepAsync(plan.Finished + i, i == plan.Statements.Count - 1, statement.Sql,
                        () => runner.RunAsync(statement, cancellationToken), cancellationToken);
            }

            if (piece.End == plan.Statements.Count) found = await find(cancellationToken);
            if (!isOpen) return;
            if (found is not null && found.Plan != plan.To) throw new AstrayException(Astray(found, plan));
            await target.CommitAsync(cancellationToken);
            isOpen = false;
        }
    }

    private Task UndoAsync()
    {
        isOpen = false;
        return target.RollbackAsync();
    }

    private static string Astray(FoundState? found, Plan plan) =>
        "the database is not what was planned after the statements ran: its fingerprint is " +
            $"{found?.Plan}, and {plan.To} was expected.";

    private async Task<PlanRun> FailedAsync(int before, bool isWhole, FoundState? found, string error,
        Func<CancellationToken, Task<FoundState>> find)
    {
        var isUndone = isOpen;
        if (isOpen) await UndoAsync();
        else settled = runner.Done;
        var stay = runner.Ran.Where(r => r.Error is null).Take(settled).ToList();
        var consequence = isUndone && stay.Count == 0 ? "The transaction was rolled back: nothing was changed."
            : isUndone && isWhole
                ? $"The transaction was rolled back; the {before} statements of the plans before it stay."
            : isUndone
                ? $"The transaction around it was rolled back; {Applied(stay)}"
            : stay.Count == 0 ? "Nothing was changed before it."
            : Applied(stay);
        var state = found ?? await LookAsync(find);
        return new PlanRun(runner.Ran, state?.Version, isUndone && (isWhole || stay.Count == 0),
            $"{error}\n{consequence}");
    }

    private static string Applied(List<StatementRun> stay) =>
        $"{stay.Count} of the statements had been applied and stay, since they ran outside a transaction: " +
            $"{string.Join("; ", stay.Select(r => r.Sql))}.";

    /// <summary>What is there now; null when the database can't be asked any more.</summary>
    private static async Task<FoundState?> LookAsync(Func<CancellationToken, Task<FoundState>> find)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            return await find(patience.Token);
        }
        catch (Exception problem) when (problem is FailureException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The statements ran, and led somewhere else.</summary>
    private sealed class AstrayException(string message) : Exception(message);
}

/// <summary>How running a plan ended.</summary>
/// <param name="Ran">The statements that ran, in order; the last one may have failed.</param>
/// <param name="Found">What inspection found afterwards; null when nobody could look.</param>
/// <param name="IsRolledBack">Whether what ran was undone.</param>
/// <param name="Error">What went wrong and what it means; null when nothing did.</param>
internal sealed record PlanRun(Seq<StatementRun> Ran, Fingerprint? Found, bool IsRolledBack, string? Error);
