using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.States;

namespace Atlas.Core.Testing;

/// <summary>Runs the steps of plan tests: builds the state that a plan starts at, and runs the plan on whatever rows the
/// case put there.</summary>
/// <param name="states">The states of the cases, by their URLs.</param>
/// <param name="plans">The plans of the cases, by their URLs.</param>
/// <param name="schemas">The schemas to read; empty for all.</param>
/// <param name="filter">What is managed.</param>
public sealed class PlanSteps(
    IReadOnlyDictionary<string, BuildableState> states, IReadOnlyDictionary<string, PlanFile> plans, Seq<string> schemas,
    FilterPatterns filter)
{
    /// <summary>Runs a step on the case's database.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    /// <exception cref="DatabaseException">The database refuses a statement.</exception>
    internal async Task<StepFailure?> RunAsync(TestStep step, Database database, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case SchemaStep schema:
                await states[schema.Url].BuildAsync(database, cancellationToken);
                return null;
            case ApplyStep apply:
                return await ApplyAsync(apply, plans[apply.Url], database, cancellationToken);
            default:
                throw Unreachable.For(step);
        }
    }

    private async Task<StepFailure?> ApplyAsync(ApplyStep step, PlanFile plan, Database database,
        CancellationToken cancellationToken)
    {
        var sql = PlanSql.Read(plan.Name, plan.Migration, database.Dialect.SplitOptions);
        if (await PrintAsync(database, cancellationToken) is var found && found != plan.From)
            return new(step, "the database isn't in the state that the plan starts at")
            {
                Expected = plan.From.Value,
                Found = found.Value,
            };
        if (!sql.IsWithoutTransaction) await database.BeginAsync(cancellationToken);
        try
        {
            if (await AskAsync(step, sql, database, cancellationToken) is { } refused) return refused;
            foreach (var statement in sql.Statements) await database.ExecuteAsync(statement.Sql, cancellationToken);
            if (!sql.IsWithoutTransaction) await database.CommitAsync(cancellationToken);
        }
        finally
        {
            await database.RollbackAsync();
        }

        return await PrintAsync(database, cancellationToken) is var arrived && arrived == plan.To ? null
            : new(step, "the plan doesn't arrive at its state") { Expected = plan.To.Value, Found = arrived.Value };
    }

    private static async Task<StepFailure?> AskAsync(ApplyStep step, PlanSql sql, Database database,
        CancellationToken cancellationToken)
    {
        var failed = new List<Statement>();
        foreach (var assertion in sql.Assertions)
        {
            var answer = await database.QueryAsync(assertion.Sql, [], cancellationToken);
            if (!PlanSql.IsTrue(answer)) failed.Add(assertion);
        }

        var holds = sql.IsOneAssertionEnough ? failed.Count == 0 || failed.Count < sql.Assertions.Count : failed.Count == 0;
        return holds ? null : new(step, $"an assertion of the plan doesn't hold: {failed[0].Comment}")
        {
            Sql = failed[0].Sql,
        };
    }

    private async Task<Fingerprint> PrintAsync(Database database, CancellationToken cancellationToken)
    {
        var isSchemaScope = database.BoundSchema is not null;
        var managed = filter.At(isSchemaScope);
        var found = await database.InspectAsync(schemas, cancellationToken);
        return Fingerprints.Of(managed.Apply(found.Realm), isSchemaScope, managed.Patterns);
    }
}
