using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Filters;
using Atlas.Core.Hosting;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Plans;
using Atlas.Core.Projects;
using Atlas.Core.Registries;
using Atlas.Core.States;

namespace Atlas.Core.Workflows;

/// <summary>Brings one target to the desired state. The order of the stations is that of foundations, "the order inside
/// schema apply".</summary>
/// <param name="host">The door to files and the clock.</param>
/// <param name="drivers">The databases that can be opened.</param>
/// <param name="openRegistry">Opens the registry.</param>
/// <param name="outbox">Keeps ends that can't be sent.</param>
/// <param name="protection">Keeps it from protected databases where no deployment is reported.</param>
public sealed class ApplySchema(
    Host host, Drivers drivers, Func<CancellationToken, Task<SchemaRegistry>> openRegistry, Outbox outbox,
    ProtectionGuard protection)
{
    private readonly PlanLookup lookup = new(host, drivers, openRegistry);

    /// <summary>Runs the workflow.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="reopen">Opens the project again, so that its data sources are read anew; null without a
    /// project.</param>
    /// <param name="approver">Decides whether the plan may run.</param>
    /// <param name="observer">Is told of each station.</param>
    /// <param name="cancellationToken">Stops before the next statement; what can be rolled back is.</param>
    /// <exception cref="FailureException">It was refused before the first statement.</exception>
    public async Task<ApplyResult> RunAsync(
        ApplyRequest request, Func<CancellationToken, Task<ProjectEnv>>? reopen, Approver approver,
        ApplyObserver observer,
        CancellationToken cancellationToken)
    {
        var start = host.Now;
        await using var target = await drivers.OpenAsync(request.Url, cancellationToken);
        if (!request.IsDryRun && await target.ReadOnlyReasonAsync(cancellationToken) is { } reason)
            throw new FailureException(reason);
        var desired = await LoadAsync(request, request.Env, request.Desired, target, cancellationToken);
        var first = await CompareAsync(request, target, desired, cancellationToken);
        foreach (var warning in first.Warnings) host.Warn(warning);
        var renames = await AskRenamesAsync(first.Plan.Changes, approver, cancellationToken);
        if (!renames.IsEmpty) first = await CompareAsync(request, target, Renamed(desired, renames), cancellationToken);
        first = await lookup.ChooseAsync(request, request.Env, target, first, cancellationToken);
        await using var reporter = await Reporter.OpenAsync(host, request, target, desired, openRegistry, outbox,
            cancellationToken);
        if (reporter is not null && first.IsPartial && desired.Version is { } whole)
            host.Warn($"Warning: this deployment is partial: a filter or diff.skip leaves a part of version " +
                $"{whole.Version} undone. This database will be on no version of \"{whole.Repo}\", so nothing can be " +
                "promoted from it.");
        observer.Planned(first.Plan);
        var report = await LintAsync(request, target, first, observer, cancellationToken);

        var checks = await CheckAsync(request.Env, first, observer, cancellationToken);
        var result = new ApplyResult
        {
            Target = target.Label,
            Driver = target.Dialect.Name,
            Plan = first.Plan,
            Approved = first.Stored,
            Version = desired.Version,
            Lint = report,
            Checks = checks,
            Start = start,
        };
        if (checks.IsDenied) return await BlockedAsync(result, reporter, first, cancellationToken);
        if (request.IsDryRun) return await DryRunAsync(result, reporter, first, cancellationToken);

        if (reporter is null)
            await protection.RefuseAsync(await target.IdentifyAsync(cancellationToken), "changed", cancellationToken);
        await RefuseOlderAsync(request, reporter, first, cancellationToken);
        await RefuseFirstDropsAsync(request, reporter, first, cancellationToken);
        if (!first.Plan.IsEmpty && first.Stored.IsEmpty
            && !await approver.ApprovesAsync(first.Plan, report, cancellationToken))
            return result with { Outcome = ApplyOutcome.Declined, End = host.Now };
        if (first.Plan.IsEmpty && reporter is null)
            return result with { Outcome = ApplyOutcome.Synced, End = host.Now };

        await using var held = await target.LockAsync(request.LockName, Holder(request), request.LockTimeout, Waits,
            cancellationToken);
        var env = reopen is null ? request.Env : await reopen(cancellationToken);
        var second = await ReadAgainAsync(request, env, target, first, renames, cancellationToken);
        var again = await CheckAsync(env, second, new ApplyObserver(), cancellationToken);
        if (again.IsDenied)
            return await BlockedAsync(result with { Checks = again }, reporter, second, cancellationToken);

        if (reporter is not null) await reporter.SettleAsync(second.Start, cancellationToken);
        var known = reporter is null ? null : await reporter.FindTargetAsync(cancellationToken);
        if (known is not null && second.Desired.Version is { } version) KnownDeployments.Confirm(version, known);
        await RefuseOlderAsync(request, reporter, second, cancellationToken);
        var session = request.Session with { Name = reporter is null ? request.Session.Name : $"atlas/{reporter.Id}" };
        if (!second.Plan.IsEmpty) await PrepareAsync(target, session, second.Plan.Changes, cancellationToken);
        if (reporter is not null) await reporter.PermitAsync(second, again, known, cancellationToken);
        if (reporter is not null) await reporter.BeginAsync(second, again, known, cancellationToken);
        return await ExecuteAsync(request, result with
        { Checks = again }, target, held, session, second, reporter, observer, cancellationToken);
    }

    /// <summary>Makes the session fit for the plan, and refuses a plan that its role may not run to the
    /// end.</summary>
    private static async Task PrepareAsync(Database target, WorkSession session, Seq<Change> changes,
        CancellationToken cancellationToken)
    {
        await target.PrepareAsync(session, cancellationToken);
        var missing = await target.MissingPrivilegesAsync(changes, cancellationToken);
        if (missing.IsEmpty) return;
        throw new FailureException(
            $"{(session.Role is null ? "the role that logged in" : $"role \"{session.Role}\"")} may not run all of the " +
                $"plan: {string.Join(" ", missing)} Let the role have what is missing, or name one that has it with role in " +
                "the environment. Nothing was executed.");
    }

    private async Task<DesiredState> LoadAsync(
        ApplyRequest request, ProjectEnv? env, Seq<string> urls, Database target,
        CancellationToken cancellationToken) =>
        await new StateLoader(host, drivers, env, openRegistry).LoadAsync(
            new StateRequest(urls, drivers.For(request.Url))
            {
                Dev = request.Dev,
                Targets = [await target.IdentifyAsync(cancellationToken)],
                BoundSchema = target.BoundSchema,
                Schemas = request.Schemas,
                Variables = request.Variables,
            },
            cancellationToken);

    private static async Task<Comparison> CompareAsync(
        ApplyRequest request, Database target, DesiredState desired, CancellationToken cancellationToken)
    {
        var found = await target.InspectAsync(request.Schemas, cancellationToken);
        return Comparison.Make(found, desired, target.Dialect, target.Naming,
            request.Filter.At(target.Naming is Naming.Unqualified), request.Policy);
    }

    private static async Task<Seq<Rename>> AskRenamesAsync(Seq<Change> changes, Approver approver,
        CancellationToken cancellationToken)
    {
        var confirmed = new List<Rename>();
        foreach (var candidate in RenameCandidates.In(changes))
            if (await approver.IsRenameAsync(candidate, cancellationToken)) confirmed.Add(candidate);
        return [.. confirmed];
    }

    private static DesiredState Renamed(DesiredState desired, Seq<Rename> renames) =>
        desired with { Renames = [.. desired.Renames, .. renames] };

    private static async Task<LintReport?> LintAsync(
        ApplyRequest request, Database target, Comparison comparison, ApplyObserver observer,
        CancellationToken cancellationToken)
    {
        // An approved plan was reviewed when it was approved.
        if (comparison.Plan.IsEmpty || !comparison.Stored.IsEmpty) return null;
        var clock = Stopwatch.StartNew();
        var report = Linter.Check(Pass.Of(comparison.Plan, comparison.Current.Realm, target.Dialect) with
        {
            Settings = request.Lint,
            Statistics = await target.MeasureAsync(cancellationToken),
        });
        observer.Linted(report, clock.Elapsed);
        return report;
    }

    private static async Task<CheckReport> CheckAsync(
        ProjectEnv? env, Comparison comparison, ApplyObserver observer, CancellationToken cancellationToken)
    {
        if (env?.Checks("schema_apply") is not { Checks.Count: > 0 } checks) return CheckReport.None;
        var clock = Stopwatch.StartNew();
        var report = await checks.RunAsync(CheckSelf.Of(comparison), cancellationToken);
        // The checks may be the first to read which versions are deployed where.
        if (comparison.Desired.Version is { } version) env.Project.Deployments.Confirm(version);
        observer.Checked(checks, report, clock.Elapsed);
        return report;
    }

    /// <summary>Under the lock: the database must still be what the plan starts at, and the sources must still say the
    /// same.</summary>
    private async Task<Comparison> ReadAgainAsync(
        ApplyRequest request, ProjectEnv? env, Database target, Comparison first, Seq<Rename> renames,
        CancellationToken cancellationToken)
    {
        var urls = env is null || request.HasDesiredFlag ? request.Desired : await env.SourcesAsync(cancellationToken);
        var desired = await LoadAsync(request, env, urls, target, cancellationToken);
        if (desired.Version?.Digest != first.Desired.Version?.Digest
            || desired.Version?.Version != first.Desired.Version?.Version)
            throw new FailureException(
                $"the desired state changed while this command waited: it was {Named(first.Desired)} and is " +
                    $"{Named(desired)} now. Nothing was executed. Run the command again.");
        var computed = await CompareAsync(request, target, Renamed(desired, renames), cancellationToken);
        var second = await lookup.ChooseAsync(request, env, target, computed, cancellationToken);
        if (second.Plan.From != first.Plan.From)
            throw new FailureException(
                $"the database changed while this command waited: its fingerprint was {first.Plan.From} and is " +
                    $"{second.Plan.From} now. Nothing was executed. Run the command again.");
        return second.Plan.To == first.Plan.To && second.Plan.Statements == first.Plan.Statements
            ? second
            : throw new FailureException(
                "the desired state changed while this command waited. Nothing was executed. Run the command again.");
    }

    private async Task<ApplyResult> ExecuteAsync(
        ApplyRequest request, ApplyResult result, Database target, DatabaseLock held, WorkSession session,
        Comparison comparison, Reporter? reporter,
        ApplyObserver observer, CancellationToken cancellationToken)
    {
        var plan = comparison.Plan;
        var progress = ProgressOf(request, target, comparison);
        if (comparison.Current.ProgressSchema is not null && !comparison.IsResumed)
            await progress.RemoveAsync(cancellationToken);
        PlanRun run;
        await using (var watched = reporter?.Watch(observer))
        {
            var told = watched ?? observer;
            var runner = new StatementRunner(target, told, session, host.Warn);
            run = await new PlanRunner(target, held, told, runner, progress).RunAsync(
                comparison, request.IsWithoutTransaction,
                token => FoundAsync(request, target, comparison.Desired, token), cancellationToken);
        }

        var outcome = run.Error is not null ? ApplyOutcome.Failed : plan.IsEmpty ? ApplyOutcome.Synced
            : ApplyOutcome.Applied;
        var link = reporter is null ? null : await reporter.EndAsync(
            outcome switch
            {
                ApplyOutcome.Failed => DeploymentOutcome.Failed,
                ApplyOutcome.Synced => DeploymentOutcome.NoAction,
                _ => DeploymentOutcome.Passed
            },
            run.Found, run.Ran, run.IsRolledBack, run.Error);
        return result with
        {
            Outcome = outcome,
            Ran = run.Ran,
            IsRolledBack = run.IsRolledBack,
            Error = run.Error,
            Link = link,
            End = host.Now,
        };
    }

    /// <summary>Where the target remembers how far a plan got: where it already does, else in the first schema that is
    /// managed.</summary>
    private static ProgressTable ProgressOf(ApplyRequest request, Database target, Comparison comparison) =>
        new(target, comparison.Current.ProgressSchema ?? target.BoundSchema ?? request.Schemas.FirstOrDefault()
            ?? target.Dialect.DefaultSchema);

    private static async Task<FoundState> FoundAsync(ApplyRequest request, Database target,
        DesiredState desired, CancellationToken cancellationToken)
    {
        var isSchemaScope = target.Naming is Naming.Unqualified;
        var found = await target.InspectAsync(request.Schemas, cancellationToken);
        return FoundState.Of(found.Realm, isSchemaScope, request.Filter.At(isSchemaScope), desired);
    }

    private async Task<ApplyResult> BlockedAsync(
        ApplyResult result, Reporter? reporter, Comparison comparison,
        CancellationToken cancellationToken) => result with
        {
            Outcome = ApplyOutcome.Blocked,
            Link = reporter is null ? null
            : await reporter.AttemptAsync(DeploymentOutcome.Blocked, comparison, result.Checks, result.Checks.Message,
            cancellationToken),
            End = host.Now,
        };

    private async Task<ApplyResult> DryRunAsync(
        ApplyResult result, Reporter? reporter, Comparison comparison,
        CancellationToken cancellationToken) => result with
        {
            Outcome = ApplyOutcome.DryRun,
            Link = reporter is null ? null
            : await reporter.AttemptAsync(DeploymentOutcome.DryRun, comparison, result.Checks, null, cancellationToken),
            End = host.Now,
        };

    /// <summary>Going back to a version that was pushed earlier needs a flag, whether the registry or the database
    /// itself says where it is.</summary>
    private async Task RefuseOlderAsync(ApplyRequest request, Reporter? reporter, Comparison comparison,
        CancellationToken cancellationToken)
    {
        if (request.AllowsOlder || comparison.Desired.Version is not { } version) return;
        var current = reporter is not null && await reporter.FindTargetAsync(cancellationToken) is
        {
            CurrentSequence:
            { } sequence
        } target
            ? sequence > version.Sequence ? target.CurrentVersion : null
            : await NewerVersionOfAsync(comparison.Start, version, cancellationToken);
        if (current is not null)
            throw new FailureException(
                $"version {version.Version} was pushed before {current}, which this database is on. Going back can " +
                    "lose data; if that is what you want, add --allow-older.");
    }

    /// <summary>Returns the version after <paramref name="version"/> whose fingerprint the database has; null when
    /// there is none.</summary>
    private async Task<string?> NewerVersionOfAsync(Fingerprint found, ResolvedVersion version,
        CancellationToken cancellationToken)
    {
        if (found == version.Fingerprint) return null;
        await using var registry = await openRegistry(cancellationToken);
        for (var number = 1; ; number++)
        {
            var page = await registry.ListVersionsAsync(version.Repo, new PageRequest(number, 100), cancellationToken);
            var newer = page.Items.TakeWhile(v => v.Sequence > version.Sequence).ToList();
            if (newer.Find(v => v.Fingerprint == found) is { } match) return match.Version;
            if (newer.Count < page.Size) return null;
        }
    }

    /// <summary>On a database that is on no version of the repo, objects that no version of it ever held belong to
    /// somebody else.</summary>
    private async Task RefuseFirstDropsAsync(ApplyRequest request, Reporter? reporter, Comparison comparison,
        CancellationToken cancellationToken)
    {
        if (request.AllowsDrop || comparison.Desired.Version is not { } version) return;
        var known = reporter is null ? null : await reporter.FindTargetAsync(cancellationToken);
        if (known is { CurrentVersion: not null }) return;
        var dropped = DroppedObjects.Of(comparison.Plan.Changes);
        if (dropped.IsEmpty) return;
        await using var registry = await openRegistry(cancellationToken);
        var (strange, tombstones) = await DroppedObjects.NeverHeldAsync(
            dropped, version.Repo, registry, drivers, cancellationToken);
        if (!strange.IsEmpty)
            throw new FailureException(
                $"this {(known?.LastVersion is null ? $"is the first deployment of \"{version.Repo}\" to this " +
                    "database" : $"database is on no version of \"{version.Repo}\"")}, and the plan would drop objects that no version of the repo ever held: {string.Join(", ", strange)}. Leave them out with --exclude, or add --allow-drop if they are to go.{Unreadable(tombstones)}");
    }

    private static string Unreadable(Seq<string> tombstones) => tombstones.IsEmpty
        ? ""
        : $" Nobody can look into versions that were redacted: {string.Join(", ", tombstones)}.";

    private static string Named(DesiredState state) =>
        state.Version is { } version ? $"version {version.Version} ({version.Digest})" : "not from the registry";

    private static string Holder(ApplyRequest request) =>
        $"{request.Claims.User ?? "somebody"}@{request.Claims.Host ?? "somewhere"} (atlas schema " +
            $"apply{(request.Env is { } env ? $" --env {env.Name}" : "")})";

    private void Waits(string holder) => host.Warn($"Waiting for the lock of this database: {holder} holds it.");
}
