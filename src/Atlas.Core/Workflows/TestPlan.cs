using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Plans;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.States;
using Atlas.Core.Testing;
using Atlas.Hcl.Text;

namespace Atlas.Core.Workflows;

/// <summary>Runs tests of plans: each case on an empty database, in which it builds a state, puts rows and runs a
/// plan.</summary>
/// <param name="host">The door to files and processes.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="env">The selected environment; null for none.</param>
/// <param name="openRegistry">Opens the registry.</param>
public sealed class TestPlan(
    Host host, Drivers drivers, ProjectEnv? env, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>Runs the workflow. States and plans are read before the first case runs.</summary>
    /// <param name="request">What is asked; there is no desired state.</param>
    /// <param name="filter">What is managed.</param>
    /// <param name="ended">Is told of each case, in the order of the files.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<TestSchemaResult> RunAsync(TestSchemaRequest request, FilterPatterns filter,
        Action<CaseResult> ended, CancellationToken cancellationToken)
    {
        var files = TestFiles.Read(request.Paths, host);
        var cases = TestReader.Read(files, "plan", request.TestVariables, host);
        var chosen = request.Choose(cases, "plan");
        var steps = chosen.Where(c => !c.IsSkipped).SelectMany(c => c.Steps).ToSeq();
        var states = new Dictionary<string, BuildableState>(StringComparer.Ordinal);
        foreach (var step in steps.OfType<SchemaStep>().DistinctBy(s => s.Url))
            states[step.Url] = await AtAsync(step, () => StateAsync(request, step.Url, cancellationToken));
        var plans = new Dictionary<string, PlanFile>(StringComparer.Ordinal);
        foreach (var step in steps.OfType<ApplyStep>().DistinctBy(s => s.Url))
            plans[step.Url] = await AtAsync(step, () => PlanAsync(step.Url, cancellationToken));

        var clock = Stopwatch.StartNew();
        await using var template = await request.Driver.PrepareScratchAsync(
            request.Dev, [], (_, _) => Task.CompletedTask, cancellationToken);
        var runner = new TestRunner(template, host, new PlanSteps(states, plans, request.Schemas, filter));
        var results = await runner.RunAsync(chosen, ended, cancellationToken);
        return new TestSchemaResult(results, cases.Count, files, clock.Elapsed, null);
    }

    private Task<BuildableState> StateAsync(TestSchemaRequest request, string url, CancellationToken cancellationToken) =>
        BuildableState.LoadAsync(
            new StateLoader(host, drivers, env, openRegistry),
            new StateRequest([url], request.Driver)
            {
                Dev = request.Dev,
                Schemas = request.Schemas,
                Variables = request.SchemaVariables,
            },
            host, cancellationToken);

    private async Task<PlanFile> PlanAsync(string text, CancellationToken cancellationToken)
    {
        var url = Url.Parse(text);
        if (url.Scheme == "file")
            return PlanFile.Read(SourceText.From(url.HostAndPath, host.ReadFile(url.HostAndPath)));
        var address = PlanUrl.Parse(text);
        await using var registry = await openRegistry(cancellationToken);
        var stored = await registry.GetPlanAsync(address.Repo, address.Name, cancellationToken);
        return new PlanFile(stored.Name, stored.From, stored.To, stored.Migration);
    }

    /// <summary>Says at which step a state or plan is named that can't be read.</summary>
    private static async Task<T> AtAsync<T>(TestStep step, Func<Task<T>> read)
    {
        try
        {
            return await read();
        }
        catch (FailureException problem)
        {
            throw new DiagnosticException(Diagnostic.Error($"Unreadable {step.Kind}", problem.Message, step.Place));
        }
    }
}
