using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.States;
using Atlas.Core.Testing;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Values;

namespace Atlas.Core.Workflows;

/// <summary>What <c>schema test</c> is asked to run.</summary>
/// <param name="Desired">The URLs of the state that the cases start from.</param>
/// <param name="Driver">The kind of database.</param>
/// <param name="Paths">The test files and their folders.</param>
public sealed record TestSchemaRequest(Seq<string> Desired, Driver Driver, Seq<string> Paths)
{
    /// <summary>Gets the dev database's URL; null for the driver's own default.</summary>
    public Url? Dev { get; init; }

    /// <summary>Gets the schemas to read; empty for all.</summary>
    public Seq<string> Schemas { get; init; } = [];

    /// <summary>Gets the input variables of schema files.</summary>
    public IReadOnlyDictionary<string, Value> SchemaVariables { get; init; } = new Dictionary<string, Value>();

    /// <summary>Gets the input variables of test files.</summary>
    public IReadOnlyDictionary<string, Value> TestVariables { get; init; } = new Dictionary<string, Value>();

    /// <summary>Gets the pattern of the names of the cases to run; empty for all.</summary>
    public string Filter { get; init; } = "";

    /// <summary>Gets whether a run against a registry version is recorded on it.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>Gets what the client says of itself.</summary>
    public Claims Claims { get; init; } = new();

    /// <summary>Returns the cases to run.</summary>
    /// <param name="cases">All that the files hold.</param>
    /// <param name="kind">Their kind.</param>
    /// <exception cref="FailureException">There are none.</exception>
    public Seq<TestCase> Choose(Seq<TestCase> cases, string kind)
    {
        if (cases.IsEmpty)
            throw new FailureException(
                $"no tests found: {string.Join(", ", Paths)} holds no test \"{kind}\" \"NAME\"");
        if (Filter.Length == 0) return cases;
        var pattern = TextPattern.Compile(Filter, out var problem)
            ?? throw new FailureException($"--run: \"{Filter}\" is no pattern: {problem}");
        var chosen = cases.Where(c => pattern.IsMatch(c.Name)).ToSeq();
        return !chosen.IsEmpty ? chosen : throw new FailureException(
            $"no tests match --run \"{Filter}\". There are: {string.Join(", ", cases.Select(c => c.Name))}");
    }
}

/// <summary>What a run of tests came to.</summary>
/// <param name="Results">The cases that were chosen, in the order of the files.</param>
/// <param name="Total">How many cases the files hold.</param>
/// <param name="Files">The test files.</param>
/// <param name="Took">How long the run took.</param>
/// <param name="Recorded">What the registry recorded; null when nothing was.</param>
public sealed record TestSchemaResult(
    Seq<CaseResult> Results, int Total, TestFiles Files, TimeSpan Took, TestRun? Recorded)
{
    /// <summary>Gets whether nothing failed.</summary>
    public bool IsPassed => Results.All(r => r.Outcome != CaseOutcome.Failed);

    /// <summary>Returns the names of the cases that ended in a way.</summary>
    public Seq<string> Names(CaseOutcome outcome) =>
        [.. Results.Where(r => r.Outcome == outcome).Select(r => r.Case.Name)];
}

/// <summary>Runs the tests of a schema, each case on a database of its own that holds the schema.</summary>
/// <param name="host">The door to files and processes.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="env">The selected environment; null for none.</param>
/// <param name="openRegistry">Opens the registry.</param>
public sealed class TestSchema(
    Host host, Drivers drivers, ProjectEnv? env, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>Runs the workflow.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="ended">Is told of each case, in the order of the files.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public async Task<TestSchemaResult> RunAsync(
        TestSchemaRequest request, Action<CaseResult> ended, CancellationToken cancellationToken)
    {
        var files = TestFiles.Read(request.Paths, host);
        var cases = TestReader.Read(files, "schema", request.TestVariables, host);
        var chosen = request.Choose(cases, "schema");
        var clock = Stopwatch.StartNew();
        var state = await BuildableState.LoadAsync(
            new StateLoader(host, drivers, env, openRegistry),
            new StateRequest(request.Desired, request.Driver)
            {
                Dev = request.Dev,
                Schemas = request.Schemas,
                Variables = request.SchemaVariables,
            },
            host, cancellationToken);
        await using var template = await request.Driver.PrepareScratchAsync(
            request.Dev, [], state.BuildAsync, cancellationToken);
        var results = await new TestRunner(template, host).RunAsync(chosen, ended, cancellationToken);
        var result = new TestSchemaResult(results, cases.Count, files, clock.Elapsed, null);
        return state.Version is { } version && request.IsRecorded && results.Any(r => r.Outcome != CaseOutcome.Skipped)
            ? result with { Recorded = await RecordAsync(request, version, result, cancellationToken) }
            : result;
    }

    private async Task<TestRun> RecordAsync(
        TestSchemaRequest request, ResolvedVersion version, TestSchemaResult result,
        CancellationToken cancellationToken)
    {
        await using var registry = await openRegistry(cancellationToken);
        return await registry.RecordTestsAsync(
            new TestReport(
                host.NewId(), version.Repo, version.Version, version.Digest, result.Files.Digest, result.Total,
                result.Names(CaseOutcome.Passed), result.Names(CaseOutcome.Failed), result.Names(CaseOutcome.Skipped),
                request.Filter, result.Took.TotalMilliseconds, request.Claims),
            cancellationToken);
    }
}
