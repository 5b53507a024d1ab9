using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Asks the assertions of plans, and keeps what they answered.</summary>
/// <param name="target">The database.</param>
/// <param name="host">The clock.</param>
internal sealed class PlanAssertions(Database target, Host host)
{
    private readonly List<AssertedPlan> asked = [];

    /// <summary>Gets what was asked so far, plan by plan.</summary>
    public Seq<AssertedPlan> Asked => [.. asked];

    /// <summary>Asks all assertions of a plan.</summary>
    /// <exception cref="FailureException">They don't hold.</exception>
    public async Task AskAsync(Plan plan, CancellationToken cancellationToken)
    {
        if (plan.Assertions.IsEmpty) return;
        var (start, runs) = (host.Now, new List<StatementRun>());
        foreach (var assertion in plan.Assertions)
        {
            var clock = Stopwatch.StartNew();
            var answer = await target.QueryAsync(assertion.Sql, [], cancellationToken);
            runs.Add(new StatementRun(assertion.Sql, clock.Elapsed.TotalMilliseconds,
                PlanSql.IsTrue(answer) ? null : $"{assertion.Comment}: the query must answer one true value."));
        }

        var isHeld = plan.IsOneAssertionEnough ? runs.Exists(r => r.Error is null) : runs.TrueForAll(r => r.Error is null);
        // A transaction that waited for a lock in vain is tried again, and asks again.
        asked.RemoveAll(a => a.Plan == (plan.Name ?? ""));
        asked.Add(new AssertedPlan(plan.Name ?? "", [.. runs], isHeld, start, host.Now));
        if (isHeld) return;
        var failed = runs.FindIndex(r => r.Error is not null);
        throw new FailureException(
            $"an assertion of the plan doesn't hold: {plan.Assertions[failed].Comment}: \"{runs[failed].Sql}\" must answer " +
                "one true value.");
    }
}

/// <summary>What the assertions of one plan answered.</summary>
/// <param name="Plan">The plan's name; empty for one without.</param>
/// <param name="Runs">The queries in order; one that wasn't true has an error.</param>
/// <param name="IsHeld">Whether the plan may run.</param>
/// <param name="Start">When the first was asked.</param>
/// <param name="End">When the last had answered.</param>
public sealed record AssertedPlan(
    string Plan, Seq<StatementRun> Runs, bool IsHeld, DateTimeOffset Start, DateTimeOffset End);
