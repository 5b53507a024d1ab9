using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Filters;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Core.States;

namespace Atlas.Core.Workflows;

/// <summary>What <c>schema clean</c> is asked to do.</summary>
/// <param name="Url">The database's URL; bound to a schema, only that schema is emptied.</param>
/// <param name="IsDryRun">Whether nothing may be dropped.</param>
/// <param name="LockTimeout">How long to wait for the lock.</param>
/// <param name="Claims">Who asks, for whoever waits for the lock.</param>
public sealed record CleanRequest(Url Url, bool IsDryRun, TimeSpan LockTimeout, Claims Claims);

/// <summary>Drops everything that this program manages in the URL's scope; other objects are left alone, and named when
/// they stand in the way.</summary>
/// <param name="host">The clock, and the door to the person.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="protection">Keeps it from protected databases.</param>
public sealed class CleanSchema(Host host, Drivers drivers, ProtectionGuard protection)
{
    /// <summary>Runs the workflow.</summary>
    public async Task<ApplyResult> RunAsync(CleanRequest request, Approver approver, ApplyObserver observer,
        CancellationToken cancellationToken)
    {
        var start = host.Now;
        await using var target = await drivers.OpenAsync(request.Url, cancellationToken);
        if (!request.IsDryRun && await target.ReadOnlyReasonAsync(cancellationToken) is { } reason)
            throw new FailureException(reason);
        var first = await CompareAsync(target, cancellationToken);
        observer.Planned(first.Plan);
        var result = new ApplyResult
        {
            Target = target.Label,
            Driver = target.Dialect.Name,
            Plan = first.Plan,
            Start = start
        };
        if (first.Plan.IsEmpty) return result with { Outcome = ApplyOutcome.Synced, End = host.Now };
        if (request.IsDryRun) return result with { Outcome = ApplyOutcome.DryRun, End = host.Now };
        await protection.RefuseAsync(await target.IdentifyAsync(cancellationToken), "emptied", null, cancellationToken);
        if (!await approver.ApprovesAsync(first.Plan, null, cancellationToken))
            return result with { Outcome = ApplyOutcome.Declined, End = host.Now };

        await using var held = await target.LockAsync(
            "atlas_schema_apply", $"{request.Claims.User}@{request.Claims.Host} (atlas schema clean)",
            request.LockTimeout, Waits, cancellationToken);
        var second = await CompareAsync(target, cancellationToken);
        if (second.Plan.From != first.Plan.From)
            throw new FailureException(
                "the database changed while this command waited. Nothing was dropped. Run the command again.");
        var session = new WorkSession("atlas");
        await target.PrepareAsync(session, cancellationToken);
        var runner = new StatementRunner(target, observer, session, host.Warn);
        var run = await new PlanRunner(target, held, observer, runner, null, new PlanAssertions(target, host))
            .RunAsync(second, isStepwise: false, token => FoundAsync(target, second.Desired, token),
                cancellationToken);
        return result with
        {
            Outcome = run.Error is null ? ApplyOutcome.Applied
                : ApplyOutcome.Failed,
            Ran = run.Ran,
            IsRolledBack = run.IsRolledBack,
            Error = run.Error,
            End = host.Now,
        };
    }

    /// <summary>Plans towards emptiness: a schema that the URL is bound to, or that unqualified names mean, stays and
    /// is empty.</summary>
    private static async Task<Comparison> CompareAsync(Database target, CancellationToken cancellationToken)
    {
        var found = await target.InspectAsync([], cancellationToken);
        var kept = target.BoundSchema ?? target.Dialect.DefaultSchema;
        var empty = found.Realm with
        {
            Schemas = [.. found.Realm.Schemas.Where(s => s.Name == kept)
            .Select(s => new Schema(s.Name) { Comment = s.Comment })]
        };
        return Comparison.Make(found, new DesiredState(empty), target.Dialect, target.Naming, Filter.None,
            DiffPolicy.Default);
    }

    private static async Task<FoundState> FoundAsync(Database target, DesiredState desired,
        CancellationToken cancellationToken) =>
        FoundState.Of((await target.InspectAsync([], cancellationToken)).Realm, target.Naming is Naming.Unqualified,
            Filter.None, desired);

    private void Waits(string holder) => host.Warn($"Waiting for the lock of this database: {holder} holds it.");
}
