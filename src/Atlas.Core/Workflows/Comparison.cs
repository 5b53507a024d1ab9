using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Core.States;

namespace Atlas.Core.Workflows;

/// <summary>A target beside the state it should have, and the plan between them.</summary>
/// <param name="Current">What inspection found, filtered, without the partitions that were made at run time.</param>
/// <param name="Desired">What is wanted, filtered.</param>
/// <param name="Plan">The plan; its fingerprints are those of the two.</param>
/// <param name="IsPartial">Whether a filter or policy leaves part of the desired state out.</param>
public sealed record Comparison(Inspection Current, DesiredState Desired, Plan Plan, bool IsPartial)
{
    /// <summary>Gets the fingerprint of what inspection found, as a version has one: without the filter's patterns in
    /// it, so that a database whose other objects are excluded can be on a version.</summary>
    public required Fingerprint Start { get; init; }

    /// <summary>Gets the fingerprint that the plan arrives at, without the filter's patterns in it.</summary>
    public required Fingerprint Goal { get; init; }

    /// <summary>Gets what the user should know although nothing is wrong.</summary>
    public Seq<string> Warnings { get; private init; } = [];

    /// <summary>Gets the dialect of the target.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Gets what is run, link by link; the computed plan alone where none was prepared.</summary>
    public Seq<Plan> Links { get; private init; } = [Plan];

    /// <summary>Gets the plans of the registry that are run; empty for a computed plan and one of a file.</summary>
    public Seq<StoredPlan> Stored { get; private init; } = [];

    /// <summary>Gets what analyzers see of a plan that a person wrote and nobody approved; null for any other.</summary>
    public Pass? Written { get; init; }

    /// <summary>Gets whether it goes on with a plan that stopped.</summary>
    public bool IsResumed => Links[0].Finished > 0;

    /// <summary>Returns the comparison with prepared plans in place of the computed one.</summary>
    /// <param name="links">The plans, each starting where the one before arrives.</param>
    /// <param name="stored">Those of the registry among them.</param>
    public Comparison With(Seq<Plan> links, Seq<StoredPlan> stored) => this with
    {
        Plan = Plan with
        {
            Name = links.All(l => l.Name is null) ? null : string.Join(", then ", links.Select(l => l.Name)),
            Statements = [.. links.SelectMany(l => l.Statements)],
        },
        Links = links,
        Stored = stored,
    };

    /// <summary>Compares, plans, and refuses what would lose objects that aren't managed.</summary>
    /// <exception cref="FailureException">The desired state holds what isn't managed, or the plan is
    /// refused.</exception>
    public static Comparison Make(
        Inspection found, DesiredState desired, Dialect dialect, Naming naming, Filter filter, DiffPolicy policy)
    {
        RefuseUnmanaged(desired, dialect);
        var wanted = desired with { Realm = filter.Apply(desired.Realm) };
        var current = found with
        {
            Realm = RunTimePartitions.Without(filter.Apply(found.Realm), wanted.Realm, wanted.Renames),
        };
        var differences = Differ.Find(current.Realm, wanted.Realm, wanted.Renames, policy);
        var reached = differences.IsPartial ? Interpreter.Apply(differences.Changes, current.Realm) : wanted.Realm;
        var plan = Planner.Plan(current.Realm, reached, differences.Changes, dialect, naming, policy, filter.Patterns);
        if (UnmanagedGuard.Refusals(plan.Changes, found.Unmanaged, dialect) is { IsEmpty: false } refusals)
            throw new FailureException($"{string.Join(" ", refusals)} Nothing was executed.");
        var isPartial = differences.IsPartial || wanted.Realm != desired.Realm;
        var isSchemaScope = naming is Naming.Unqualified;
        return new Comparison(current, wanted, plan, isPartial)
        {
            Dialect = dialect,
            Start = filter.IsEmpty ? plan.From : Fingerprints.Of(current.Realm, isSchemaScope, []),
            Goal = filter.IsEmpty ? plan.To : Fingerprints.Of(reached, isSchemaScope, []),
            Warnings = filter.Warnings(found.Realm, desired.Realm),
        };
    }

    private static void RefuseUnmanaged(DesiredState desired, Dialect dialect)
    {
        if (desired.Unmanaged.IsEmpty) return;
        throw new FailureException(
            $"the desired state holds objects that this program does not manage yet for {dialect.Name}, so it can't " +
                $"be applied or pushed whole: {UnmanagedSummary.Of(desired.Unmanaged)}. Take them out of the desired " +
                "state.");
    }
}
