using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.States;

/// <summary>Builds realms in an empty database, to see how the database spells them.</summary>
internal static class Scratch
{
    /// <summary>Builds a realm and inspects it.</summary>
    /// <exception cref="FailureException">The database refuses a statement: the schema is wrong.</exception>
    public static async Task<Realm> BuildAsync(Database scratch, Realm realm, CancellationToken cancellationToken)
    {
        var isBound = scratch.BoundSchema is not null;
        if (isBound) realm = realm with { Objects = [] };
        // The dev database's server needn't have the version that is asked for.
        var wanted = DeclaredExtensions.Wished(realm, new HashSet<string>());
        var current = DeclaredExtensions.In((await scratch.InspectAsync([], cancellationToken)).Realm, wanted);
        var changes = Differ.Compare(current, wanted, [], DiffPolicy.Default);
        var plan = Planner.Plan(current, wanted, changes, scratch.Dialect, scratch.Naming, DiffPolicy.Default, []);
        foreach (var statement in plan.Statements)
        {
            try
            {
                await scratch.ExecuteAsync(statement.Sql, cancellationToken);
            }
            catch (DatabaseException problem)
            {
                throw new FailureException($"the dev database refuses to {statement.Comment}: {problem.Message}",
                    problem);
            }
        }

        var built = (await scratch.InspectAsync([], cancellationToken)).Realm;
        return DeclaredExtensions.Marked(RunTimePartitions.Marked(built, realm), realm);
    }
}
