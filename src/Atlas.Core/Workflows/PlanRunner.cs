using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Runs the statements of a plan under a lock, and looks at what they made before it lets them
/// stand.</summary>
/// <param name="target">The database.</param>
/// <param name="held">The lock; losing it stops before the next statement.</param>
/// <param name="observer">Is told of each statement.</param>
/// <param name="progress">Where it is written down how far a plan got that can't be one transaction; null for
/// nowhere.</param>
internal sealed class PlanRunner(
    Database target, DatabaseLock held, ApplyObserver observer, ProgressTable? progress)
{
    private readonly List<StatementRun> ran = [];

    private int committed;

    /// <summary>Runs plans one after the other, and looks after each whether it arrived.</summary>
    /// <param name="comparison">What is there, what is wanted, and the plans between; they may be empty.</param>
    /// <param name="isStepwise">Whether the statements run one by one; else each plan in one transaction, which commits
    /// only when the result is the plan's.</param>
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
            run = await RunAsync(plan, isStepwise || !plan.IsTransactional || !target.Dialect.HasTransactionalDdl, find,
                cancellationToken);
            if (run.Error is not null) break;
            committed = ran.Count;
        }

        return run;
    }

    private async Task<PlanRun> RunAsync(
        Plan plan, bool isStepwise, Func<CancellationToken, Task<FoundState>> find,
        CancellationToken cancellationToken)
    {
        try
        {
            if (!isStepwise) await target.BeginAsync(cancellationToken);
            if (plan.Finished == 0) await AssertAsync(plan, cancellationToken);
            var written = isStepwise && plan.IsResumable ? progress : null;
            if (written is not null && plan.Finished == 0)
                await written.BeginAsync(plan.Url ?? "", plan.Digest ?? default, cancellationToken);
            for (var i = 0; i < plan.Statements.Count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await held.EnsureHeldAsync(cancellationToken);
                var statement = plan.Statements[i];
                if (written is null) await RunAsync(statement, cancellationToken);
                else
                    await written.StepAsync(plan.Finished + i, i == plan.Statements.Count - 1, statement.Sql,
                        () => RunAsync(statement, cancellationToken), cancellationToken);
            }

            var found = await find(cancellationToken);
            if (found.Plan != plan.To)
                return await FailedAsync(isStepwise, found,
                    "the database is not what was planned after the statements ran: its fingerprint is " +
                        $"{found.Plan}, and {plan.To} was expected.", find);
            if (!isStepwise) await target.CommitAsync(cancellationToken);
            return new PlanRun([.. ran], found.Version, false, null);
        }
        catch (OperationCanceledException)
        {
            return await FailedAsync(isStepwise, null, "the command was interrupted.", find);
        }
        catch (FailureException problem)
        {
            var statement = ran is [.., { Error: not null, Sql: var sql }] ? $"executing statement \"{sql}\": " : "";
            return await FailedAsync(isStepwise, null, statement + problem.Message, find);
        }
    }

    /// <summary>Asks the plan's assertions; throws <see cref="FailureException"/> unless they hold.</summary>
    private async Task AssertAsync(Plan plan, CancellationToken cancellationToken)
    {
        var failed = new List<Statement>();
        foreach (var assertion in plan.Assertions)
        {
            var answer = await target.QueryAsync(assertion.Sql, [], cancellationToken);
            if (answer is not [[{ } value]] || value.ToUpperInvariant() is not ("T" or "TRUE" or "1"))
                failed.Add(assertion);
        }

        if (plan.IsOneAssertionEnough ? failed.Count > 0 && failed.Count == plan.Assertions.Count : failed.Count > 0)
            throw new FailureException(
                $"an assertion of the plan doesn't hold: {failed[0].Comment}: \"{failed[0].Sql}\" must answer one " +
                    "true value.");
    }

    private async Task RunAsync(Statement statement, CancellationToken cancellationToken)
    {
        observer.Running(statement);
        var clock = Stopwatch.StartNew();
        try
        {
            await target.ExecuteAsync(statement.Sql, cancellationToken);
            ran.Add(new StatementRun(statement.Sql, clock.Elapsed.TotalMilliseconds, null));
            observer.Ran(statement, clock.Elapsed, null);
        }
        catch (DatabaseException problem)
        {
            ran.Add(new StatementRun(statement.Sql, clock.Elapsed.TotalMilliseconds, problem.Message));
            observer.Ran(statement, clock.Elapsed, problem.Message);
            throw;
        }
    }

    private async Task<PlanRun> FailedAsync(bool isStepwise, FoundState? found, string error, Func<CancellationToken,
        Task<FoundState>> find)
    {
        if (!isStepwise) await target.RollbackAsync();
        var done = ran.Count(r => r.Error is null);
        var consequence = !isStepwise && committed > 0
            ? $"The transaction was rolled back; the {committed} statements of the plans before it stay."
            : !isStepwise ? "The transaction was rolled back: nothing was changed."
            : done == 0 ? "Nothing was changed before it."
            : $"{done} of the statements had been applied and stay, since they ran outside a transaction: " +
                $"{string.Join("; ", ran.Where(r => r.Error is null).Select(r => r.Sql))}.";
        var state = isStepwise && found is not null ? found : await LookAsync(find);
        return new PlanRun([.. ran], state?.Version, !isStepwise, $"{error}\n{consequence}");
    }

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
}

/// <summary>How running a plan ended.</summary>
/// <param name="Ran">The statements that ran, in order; the last one may have failed.</param>
/// <param name="Found">What inspection found afterwards; null when nobody could look.</param>
/// <param name="IsRolledBack">Whether what ran was undone.</param>
/// <param name="Error">What went wrong and what it means; null when nothing did.</param>
internal sealed record PlanRun(Seq<StatementRun> Ran, Fingerprint? Found, bool IsRolledBack, string? Error);
