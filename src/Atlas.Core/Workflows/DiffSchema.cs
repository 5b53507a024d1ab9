using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.States;
using Atlas.Hcl.Values;

namespace Atlas.Core.Workflows;

/// <summary>What <c>schema diff</c> is asked to compare.</summary>
/// <param name="From">The URLs of the first state; empty for an empty database.</param>
/// <param name="To">The URLs of the second state.</param>
/// <param name="Dev">The dev database's URL; null for the driver's own default.</param>
/// <param name="Schemas">The schemas to read; empty for all.</param>
/// <param name="Filter">What to leave out.</param>
/// <param name="Policy">The project's wishes.</param>
/// <param name="IsUndo">Whether the way back is wanted.</param>
/// <param name="Variables">The input variables of schema files.</param>
public sealed record DiffSchemaRequest(
    Seq<string> From, Seq<string> To, Url? Dev, Seq<string> Schemas, FilterPatterns Filter, DiffPolicy Policy,
    bool IsUndo,
    IReadOnlyDictionary<string, Value> Variables)
{
    /// <summary>Gets who says whether a drop and an add are a rename; null for nobody.</summary>
    public Approver? Approver { get; init; }
}

/// <summary>What <c>schema diff</c> found.</summary>
/// <param name="From">The first state.</param>
/// <param name="To">The second state.</param>
/// <param name="Plan">The plan between them.</param>
/// <param name="Dialect">The dialect that wrote it.</param>
public sealed record DiffSchemaResult(Realm From, Realm To, Plan Plan, Dialect Dialect)
{
    /// <summary>Gets the kind of database.</summary>
    public required Driver Driver { get; init; }

    /// <summary>Gets whether both states are one schema each.</summary>
    public required bool IsSchemaScope { get; init; }
}

/// <summary>Compares two states. When both are one schema, their names don't count.</summary>
/// <param name="host">The door to files.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="env">The selected environment; null for none.</param>
/// <param name="openRegistry">Opens the registry.</param>
public sealed class DiffSchema(
    Host host, Drivers drivers, ProjectEnv? env, Func<CancellationToken, Task<SchemaRegistry>> openRegistry)
{
    /// <summary>Runs the workflow.</summary>
    public async Task<DiffSchemaResult> RunAsync(DiffSchemaRequest request, CancellationToken cancellationToken)
    {
        var loader = new StateLoader(host, drivers, env, openRegistry);
        var driver = await loader.DriverOfAsync([.. request.From, .. request.To], cancellationToken)
            ?? (request.Dev is { } dev ? drivers.For(dev)
                : throw new FailureException(
                "--dev-url cannot be empty: files alone don't say which database they are for. Give the URL of an " +
                "empty database, for example sqlite://dev?mode=memory."));
        var before = request.From.IsEmpty ? await EmptyAsync(request, driver, cancellationToken)
            : await LoadAsync(loader, request, request.From, driver, cancellationToken);
        var after = await LoadAsync(loader, request, request.To, driver, cancellationToken);
        var isSchemaScope = before.IsSchemaScope && after.IsSchemaScope;
        if (before.IsSchemaScope != after.IsSchemaScope
            && (before.Realm.Schemas.Count > 1 || after.Realm.Schemas.Count > 1))
            throw new FailureException(
                $"cannot diff a schema \"{(before.IsSchemaScope ? before : after).Realm.Schemas.FirstOrDefault()?.Name}\" with a database connection: give both URLs the same scope");
        if (isSchemaScope && before.Realm.Schemas.Count == 1 && after.Realm.Schemas.Count == 1)
            after = Rebound(after, before.Realm.Schemas[0].Name);
        if (request.IsUndo)
            (before, after) = (after with { Renames = [] }, before with
            { Renames = [.. after.Renames.Select(Reverse)] });

        var naming = isSchemaScope ? Naming.Unqualified : Naming.Qualified;
        var found = new Inspection(before.Realm, before.Unmanaged);
        var comparison = Comparison.Make(found, after, driver.Dialect, naming, request.Filter.At(isSchemaScope),
            request.Policy);
        foreach (var warning in comparison.Warnings) host.Warn(warning);
        if (request.Approver is { } approver
            && await approver.AskRenamesAsync(comparison.Plan.Changes, cancellationToken) is { IsEmpty: false } renames)
            comparison = Comparison.Make(found, after with { Renames = [.. after.Renames, .. renames] }, driver.Dialect,
                naming, request.Filter.At(isSchemaScope), request.Policy);
        return new DiffSchemaResult(comparison.Current.Realm, comparison.Desired.Realm, comparison.Plan,
            driver.Dialect)
        { Driver = driver, IsSchemaScope = isSchemaScope };
    }

    /// <summary>An empty database of the dev database's scope, with what is in every new one.</summary>
    private static async Task<DesiredState> EmptyAsync(DiffSchemaRequest request, Driver driver,
        CancellationToken cancellationToken)
    {
        await using var scratch = await driver.OpenScratchAsync(request.Dev, [], cancellationToken);
        var found = await scratch.InspectAsync(request.Schemas, cancellationToken);
        return new DesiredState(found.Realm with { Objects = [] }) { IsSchemaScope = scratch.BoundSchema is not null };
    }

    private static Task<DesiredState> LoadAsync(
        StateLoader loader, DiffSchemaRequest request, Seq<string> urls, Driver driver,
        CancellationToken cancellationToken) =>
        loader.LoadAsync(
            new StateRequest(urls, driver)
            {
                Dev = request.Dev,
                TakesScopeOfDev = true,
                Schemas = request.Schemas,
                Variables = request.Variables
            },
            cancellationToken);

    private static DesiredState Rebound(DesiredState state, string schema) => state with
    {
        Realm = Realms.Rebind(state.Realm, schema),
        Renames = [.. state.Renames.Select(r => r with { Table = r.Table with { Schema = schema } })],
    };

    private static Rename Reverse(Rename rename) => rename.Kind is RenameKind.Table
        ? new Rename(rename.Kind, rename.Table with { Name = rename.From }, rename.To, rename.From)
        : rename with { From = rename.To, To = rename.From };
}
