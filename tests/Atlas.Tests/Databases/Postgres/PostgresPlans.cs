using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Tests.Databases.Postgres;

/// <summary>Plans between databases, and what must hold afterwards.</summary>
internal static class PostgresPlans
{
    public static Plan Between(Realm current, Realm desired, Naming naming = Naming.Qualified, DiffPolicy? policy = null) => Planner.Plan(
        current, desired, Differ.Compare(current, desired, [], policy ?? DiffPolicy.Default), PostgresSteps.Driver.Dialect, naming,
        policy ?? DiffPolicy.Default, []);

    /// <summary>Runs a plan: in one transaction where it may be one.</summary>
    public static async Task RunAsync(Database database, Plan plan)
    {
        if (plan.IsTransactional) await database.BeginAsync(PostgresSteps.Cancel);
        foreach (var statement in plan.Statements) await database.ExecuteAsync(statement.Sql, PostgresSteps.Cancel);
        await database.CommitAsync(PostgresSteps.Cancel);
    }

    /// <summary>Brings a database to where another is, and shows that nothing tells them apart any more.</summary>
    public static async Task<Plan> MoveAsync(this PrivatePostgres server, string database, string fresh, DiffPolicy? policy = null)
    {
        var desired = (await server.InspectAsync(fresh)).Realm;
        await using var opened = await server.OpenAsync(database);
        var plan = Between((await opened.InspectAsync([], PostgresSteps.Cancel)).Realm, desired, policy: policy);
        await RunAsync(opened, plan);
        var reached = (await opened.InspectAsync([], PostgresSteps.Cancel)).Realm;
        Assert.Equal(Fingerprints.Of(desired, false, []), Fingerprints.Of(reached, false, []));
        Assert.Empty(Between(reached, desired).Statements);
        Assert.Equal(server.Dump(fresh), server.Dump(database));
        return plan;
    }
}
