using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Hosting;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.States;
using Atlas.Hcl.Values;

namespace Atlas.Core.Workflows;

/// <summary>Which transition is to be planned.</summary>
/// <param name="Repo">The repo that the plan is of.</param>
/// <param name="From">The URLs of the state it starts at; empty for the repo's newest version.</param>
/// <param name="To">The URLs of the state it arrives at.</param>
/// <param name="Dev">The dev database's URL; null for the driver's own default.</param>
/// <param name="Schemas">The schemas to read; empty for all.</param>
/// <param name="Filter">What is managed.</param>
/// <param name="Policy">The project's wishes.</param>
/// <param name="Variables">The input variables of schema files.</param>
public sealed record PlanSchemaRequest(
    string Repo, Seq<string> From, Seq<string> To, Url? Dev, Seq<string> Schemas, FilterPatterns Filter,
    DiffPolicy Policy, IReadOnlyDictionary<string, Value> Variables)
{
    /// <summary>Gets who says whether a drop and an add are a rename; null for nobody.</summary>
    public Approver? Approver { get; init; }
}

/// <summary>Plans a transition of a repo, and tries plans for it.</summary>
/// <param name="host">The door to files.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="env">The selected environment; null for none.</param>
/// <param name="openRegistry">Opens the registry.</param>
public sealed class PlanSchema(
    Host host, Drivers drivers, ProjectEnv? env, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>Loads both states and computes what leads from one to the other; the plan may be empty.</summary>
    public async Task<Transition> FindAsync(PlanSchemaRequest request, CancellationToken cancellationToken)
    {
        var from = request.From.IsEmpty ? await NewestAsync(request.Repo, cancellationToken) : request.From;
        var diff = await new DiffSchema(host, drivers, env, openRegistry).RunAsync(
            new DiffSchemaRequest(from, request.To, request.Dev, request.Schemas, request.Filter, request.Policy,
                IsUndo: false, request.Variables)
            { Approver = request.Approver },
            cancellationToken);
        return new Transition(diff.From, Interpreter.Apply(diff.Plan.Changes, diff.From), diff.Plan, diff.Driver,
            diff.IsSchemaScope, request.Filter.At(diff.IsSchemaScope));
    }

    /// <summary>Tries a plan's SQL on the dev database.</summary>
    /// <exception cref="FailureException">It fails or does not arrive.</exception>
    public static Task<TriedPlan> TryAsync(PlanSchemaRequest request, Transition transition, PlanFile plan,
        CancellationToken cancellationToken) =>
        PlanTrial.RunAsync(request.Dev, [], transition, plan, cancellationToken);

    /// <summary>Looks at a plan that was tried. Where it starts at a database, that says how large its tables
    /// are.</summary>
    public async Task<LintReport> LintAsync(PlanSchemaRequest request, Transition transition, PlanFile plan,
        TriedPlan tried, LintSettings settings, CancellationToken cancellationToken)
    {
        // The computed text is tied to its changes more closely than a trial can tie it.
        var pass = PlanSql.HeaderBefore(transition.Plan, plan.Migration, transition.Driver.Dialect.SplitOptions)
            is { } header
            ? Pass.Of(transition.Plan, transition.From, transition.Driver.Dialect, $"{plan.Name}.sql", header)
            : tried.Pass;
        return Linter.Check(pass with
        {
            Settings = settings,
            Statistics = await MeasureAsync(request.From, cancellationToken),
        });
    }

    private async Task<TableStatistics> MeasureAsync(Seq<string> from, CancellationToken cancellationToken)
    {
        var urls = await new StateLoader(host, drivers, env, openRegistry).ResolveAsync(from, cancellationToken);
        if (urls is not [var url] || !drivers.IsDatabase(Url.Parse(url).Scheme)) return TableStatistics.Unknown;
        await using var database = await drivers.OpenAsync(Url.Parse(url), cancellationToken);
        return await database.MeasureAsync(cancellationToken);
    }

    /// <summary>The state that the registry knows last; nothing, which is an empty database, before the first
    /// push.</summary>
    private async Task<Seq<string>> NewestAsync(string repo, CancellationToken cancellationToken)
    {
        await using var registry = await openRegistry(cancellationToken);
        return (await registry.GetRepoAsync(repo, cancellationToken)).LatestVersion is { } newest
            ? [$"atlas://{repo}?version={newest}"] : [];
    }
}
