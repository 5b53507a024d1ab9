using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;

namespace Atlas.Core.Testing;

/// <summary>Runs cases, each on a database of its own that is as the template.</summary>
/// <param name="template">What each case starts from.</param>
/// <param name="host">The door to processes.</param>
/// <param name="plans">The states and plans of the cases; null where no case has any.</param>
public sealed class TestRunner(ScratchTemplate template, Host host, PlanSteps? plans = null)
{
    private const int MostAtOnce = 4;

    /// <summary>Runs cases: those that may run beside others do, the others one after the other.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="ended">Is told of each case, in the order of the cases.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<Seq<CaseResult>> RunAsync(
        Seq<TestCase> cases, Action<CaseResult> ended, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(MostAtOnce);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beside = cases.Select(c => c is { IsParallel: true, IsSkipped: false } && template.AllowsSeveral
            ? Task.Run(() => InPlaceAsync(c, places, stop.Token), stop.Token) : null).ToList();
        var results = new List<CaseResult>();
        try
        {
            for (var i = 0; i < cases.Count; i++)
            {
                var result = await (beside[i] ?? RunAsync(cases[i], cancellationToken));
                ended(result);
                results.Add(result);
            }

            return [.. results];
        }
        finally
        {
            // Whatever ended the run: the databases of the others must be gone before the template is.
            await stop.CancelAsync();
            await Task.WhenAll(beside.OfType<Task>()).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task<CaseResult> InPlaceAsync(TestCase test, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(test, cancellationToken);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<CaseResult> RunAsync(TestCase test, CancellationToken cancellationToken)
    {
        if (test.IsSkipped) return new(test, CaseOutcome.Skipped, TimeSpan.Zero, [], null);
        var clock = Stopwatch.StartNew();
        var (logs, failure) = (new List<LogLine>(), (StepFailure?)null);
        await using (var database = await template.CopyAsync(cancellationToken))
        {
            var steps = new StepRunner(database, host, plans);
            foreach (var step in test.Steps.Where(s => s is not CleanupStep))
            {
                if (step is LogStep log) logs.Add(new(log.Place, log.Message));
                failure = await steps.RunAsync(step, cancellationToken);
                if (failure is not null) break;
            }

            foreach (var cleanup in test.Steps.OfType<CleanupStep>().Reverse())
            {
                var problem = await steps.RunAsync(cleanup, cancellationToken);
                failure ??= problem;
            }
        }

        return new(
            test, failure is null ? CaseOutcome.Passed : CaseOutcome.Failed, clock.Elapsed, [.. logs], failure);
    }
}
