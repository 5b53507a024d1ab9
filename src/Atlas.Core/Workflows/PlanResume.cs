using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>What to do about a statement of which nobody knows whether it ran, or about a plan that stopped.</summary>
public enum ResumeChoice
{
    /// <summary>Nothing was said.</summary>
    None,

    /// <summary>It didn't run: run it again.</summary>
    Retry,

    /// <summary>It ran: go on after it.</summary>
    Skip,

    /// <summary>The rest of the plan is given up, and the way is planned anew.</summary>
    Abandon,
}

/// <summary>Goes on with a plan that stopped between two of its statements.</summary>
/// <remarks>Source: docs/design/0007-plans.md. It trusts the row in the database only as far as the state of the
/// database agrees with it.</remarks>
/// <param name="table">Where the database remembers how far it got.</param>
/// <param name="dialect">The database's dialect.</param>
/// <param name="registry">The registry that holds the plan.</param>
internal sealed class PlanResume(ProgressTable table, Dialect dialect, SchemaRegistry registry)
{
    /// <summary>Returns the rest of the plan that stopped; null when all of it is done after all.</summary>
    /// <param name="request">What the user says about it.</param>
    /// <param name="progress">How far it got.</param>
    /// <param name="comparison">What is there, and what is wanted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">The plan or the database was changed meanwhile, or nobody knows whether a
    /// statement ran.</exception>
    public async Task<(StoredPlan Stored, Plan Left)?> RestAsync(ApplyRequest request, PlanProgress progress,
        Comparison comparison, CancellationToken cancellationToken)
    {
        var stored = await FindAsync(progress, cancellationToken);
        var sql = PlanSql.Read(stored.Name, stored.Migration, dialect.SplitOptions);
        var states = stored.Replay.States;
        if (states.Count != sql.Statements.Count || progress.Done >= states.Count) throw Changed(progress);
        var done = Done(progress, sql, [stored.From, .. states], comparison.Plan.From, request.Resume);
        if (done == states.Count)
        {
            // Its last statement ran alone and was done; only the row was left behind.
            if (!request.IsDryRun) await table.RemoveAsync(cancellationToken);
            return null;
        }

        var left = sql.Statements.Skip(done).ToSeq();
        return (stored, new Plan(comparison.Plan.From, stored.To, comparison.Plan.Changes, left)
        {
            Name = stored.Name,
            Url = stored.Url,
            Digest = stored.Digest,
            Assertions = sql.Assertions,
            IsOneAssertionEnough = sql.IsOneAssertionEnough,
            States = [.. states.Skip(done)],
            Finished = done,
        });
    }

    private async Task<StoredPlan> FindAsync(PlanProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var address = PlanUrl.Parse(progress.Plan);
            var plan = await registry.GetPlanAsync(address.Repo, address.Name, cancellationToken);
            return plan.Digest == progress.Digest ? plan : throw Changed(progress);
        }
        catch (RegistryException problem) when (problem.Kind is RegistryProblem.NotFound)
        {
            throw Changed(progress);
        }
    }

    /// <summary>How many statements are done, by the row and by what is there.</summary>
    private static int Done(PlanProgress progress, PlanSql sql, Seq<Fingerprint> states, Fingerprint found,
        ResumeChoice choice)
    {
        var (before, after) = (states[progress.Done], states[progress.Done + 1]);
        if (!progress.IsRunning) return found == before ? progress.Done : throw Moved(progress, found, before);
        if (found != before && found != after) throw Moved(progress, found, before);
        if (before != after) return found == after ? progress.Done + 1 : progress.Done;
        return choice switch
        {
            ResumeChoice.Retry => progress.Done,
            ResumeChoice.Skip => progress.Done + 1,
            _ => throw new FailureException(
                $"the plan {progress.Plan} stopped while this statement ran, and the schema doesn't tell whether it " +
                    $"did its work:\n\n  {sql.Statements[progress.Done].Sql}\n\nLook at the rows. If it did not, run " +
                    "it again with --resume retry; if it did, go on after it with --resume skip."),
        };
    }

    private static FailureException Changed(PlanProgress progress) => new(
        $"the plan {progress.Plan} stopped in this database after {progress.Done} of its statements, and it isn't in " +
            "the registry any more as it was then. Push it again as it was, or give up the rest of it with --resume " +
            "abandon.");

    private static FailureException Moved(PlanProgress progress, Fingerprint found, Fingerprint expected) => new(
        $"the plan {progress.Plan} stopped in this database after {progress.Done} of its statements, and the " +
            $"database was changed since: its fingerprint is {found}, and {expected} was expected. Undo the change, " +
            "or give up the rest of the plan with --resume abandon.");
}
