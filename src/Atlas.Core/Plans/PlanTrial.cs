using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Core.Schemas;
using Atlas.Core.States;
using Atlas.Hcl.Text;

namespace Atlas.Core.Plans;

/// <summary>Two states and what leads from one to the other.</summary>
/// <param name="From">The realm it starts at, filtered.</param>
/// <param name="To">The realm it arrives at, filtered.</param>
/// <param name="Plan">The computed plan between them.</param>
/// <param name="Driver">The kind of database.</param>
/// <param name="IsSchemaScope">Whether the states are one schema each.</param>
/// <param name="Filter">What is managed.</param>
public sealed record Transition(
    Realm From, Realm To, Plan Plan, Driver Driver, bool IsSchemaScope, Filter Filter);

/// <summary>What a trial of a plan saw.</summary>
/// <param name="Replay">What is kept on the plan.</param>
/// <param name="Pass">What analyzers see of its text.</param>
public sealed record TriedPlan(PlanReplay Replay, Pass Pass);

/// <summary>Tries a plan on an empty database: builds the state it starts at, runs its SQL, and looks where it
/// arrives.</summary>
public static class PlanTrial
{
    /// <summary>Runs the trial; one inspection for each statement.</summary>
    /// <param name="dev">The dev database's URL; null for the driver's own default.</param>
    /// <param name="targets">Identities that the dev database must not have.</param>
    /// <param name="transition">Where it starts and where it should arrive.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FailureException">A statement fails, or it doesn't arrive; the message says what
    /// remains.</exception>
    public static async Task<TriedPlan> RunAsync(Url? dev, Seq<DatabaseIdentity> targets, Transition transition,
        PlanFile plan, CancellationToken cancellationToken)
    {
        var (name, options) = (plan.Name, transition.Driver.Dialect.SplitOptions);
        var sql = PlanSql.Read(name, plan.Migration, options);
        var file = LintedFile.Read(SourceText.From($"{name}.sql", plan.Migration), options);
        await using var scratch = await transition.Driver.OpenScratchAsync(dev, targets, cancellationToken);
        var bound = transition.IsSchemaScope ? scratch.BoundSchema ?? scratch.Dialect.DefaultSchema : null;
        SchemaScope.EnsureFits(transition.From, scratch.BoundSchema, isDev: true);
        var start = await Scratch.BuildAsync(scratch, Bound(transition.From, bound), cancellationToken);
        if (Print(start, transition) is var there && there != transition.Plan.From)
            throw new FailureException(
                $"the state that plan \"{name}\" starts at can't be built on the dev database: its fingerprint is " +
                    $"{there} there, and {transition.Plan.From} was expected. Give a dev database of the same server " +
                    "version.");

        var states = new List<Fingerprint>();
        var found = start;
        var own = transition.IsSchemaScope ? transition.From.Schemas.FirstOrDefault()?.Name : null;
        var replayed = new ReplayedFile(file, Bound(start, own), scratch.Dialect, own ?? scratch.Dialect.DefaultSchema);
        if (!sql.IsWithoutTransaction) await scratch.BeginAsync(cancellationToken);
        foreach (var assertion in sql.Assertions) await AskAsync(scratch, name, assertion, cancellationToken);
        foreach (var (statement, linted) in sql.Statements.Zip(file.Statements.Skip(sql.Assertions.Count)))
        {
            await ExecuteAsync(scratch, name, statement, cancellationToken);
            found = DeclaredExtensions.In((await scratch.InspectAsync([], cancellationToken)).Realm, transition.To);
            states.Add(Print(found, transition));
            replayed.Ran(linted, Bound(found, own));
        }

        if (!sql.IsWithoutTransaction) await scratch.CommitAsync(cancellationToken);
        return states[^1] == transition.Plan.To
            ? new TriedPlan(
                new PlanReplay(scratch.Dialect.Name, scratch.EngineMajor, states[^1]) { States = [.. states] },
                replayed.Pass)
            : throw Astray(name, transition, Bound(transition.To, bound), found, scratch);
    }

    private static Realm Bound(Realm realm, string? schema) =>
        schema is not null && realm.Schemas.Count == 1 ? Realms.Rebind(realm, schema) : realm;

    private static Fingerprint Print(Realm realm, Transition transition) => Fingerprints.Of(
        transition.Filter.Apply(realm), transition.IsSchemaScope, transition.Filter.Patterns);

    private static async Task ExecuteAsync(Database scratch, string name, Statement statement,
        CancellationToken cancellationToken)
    {
        try
        {
            await scratch.ExecuteAsync(statement.Sql, cancellationToken);
        }
        catch (DatabaseException problem)
        {
            throw new FailureException(
                $"plan \"{name}\" fails on the dev database: executing statement \"{statement.Sql}\": " +
                    problem.Message, problem);
        }
    }

    /// <summary>Asks an assertion only to see that the database understands it: what it answers depends on
    /// rows.</summary>
    private static async Task AskAsync(Database scratch, string name, Statement assertion,
        CancellationToken cancellationToken)
    {
        try
        {
            await scratch.QueryAsync(assertion.Sql, [], cancellationToken);
        }
        catch (DatabaseException problem)
        {
            throw new FailureException(
                $"plan \"{name}\" fails on the dev database: asking \"{assertion.Sql}\": {problem.Message}", problem);
        }
    }

    private static FailureException Astray(string name, Transition transition, Realm wanted, Realm found,
        Database scratch)
    {
        var there = transition.Filter.Apply(found);
        var changes = Differ.Compare(there, wanted, [], DiffPolicy.Default);
        var rest = Planner.Plan(there, wanted, changes, scratch.Dialect, scratch.Naming, DiffPolicy.Default,
            transition.Filter.Patterns);
        return new FailureException(
            $"plan \"{name}\" does not arrive at the desired state. After its statements ran on the dev database, " +
                $"this remains to be done:\n\n{PlanText.Of(rest, scratch.Dialect.SplitOptions)}\n" +
                "Add what is missing to the plan, or change the desired state.");
    }
}
