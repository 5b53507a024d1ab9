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
using Atlas.Core.Promotion;
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
    private readonly VersionGuard guard = new(drivers, openRegistry);

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
        var renames = await approver.AskRenamesAsync(first.Plan.Changes, cancellationToken);
        if (!renames.IsEmpty) first = await CompareAsync(request, target, Renamed(desired, renames), cancellationToken);
        var computed = first;
        var exceeded = request.Limits.IsThere
            ? request.Limits.Exceeded(computed.Plan, await target.MeasureAsync(cancellationToken)) : [];
        first = await lookup.ChooseAsync(request, request.Env, target, first, cancellationToken);
        if (request.Edit is { } edit && !first.Plan.IsEmpty)
        {
            request = request with { Edited = await WrittenPlan.EditAsync(request, edit, first, cancellationToken) };
            first = await lookup.ChooseAsync(request, request.Env, target, computed, cancellationToken);
        }

        await using var reporter = await Reporter.OpenAsync(host, request, target, desired, openRegistry, outbox,
            protection.Memory, cancellationToken);
        if (reporter is not null && first.IsPartial && desired.Version is { } whole)
            host.Warn($"Warning: this deployment is partial: a filter or diff.skip leaves a part of version " +
                $"{whole.Version} undone. This database will be on no version of \"{whole.Repo}\", so nothing can be " +
                "promoted from it.");
        observer.Planned(first.Plan);
        var report = await LintAsync(request, target, first, observer, cancellationToken);

        if (SizeLimits.Refusal(exceeded, first.Stored) is { } refusal)
            if (request.IsDryRun) host.Warn($"Warning: {refusal}");
            else throw new FailureException(refusal);
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
        if (request.AsksGateFirst && reporter is not null)
        {
            var examination = await reporter.ExamineAsync(first, checks, cancellationToken);
            observer.Examined(examination);
            result = result with { Examination = examination };
            if (!examination.Refusals.IsEmpty && !request.IsDryRun)
                return await RefusedAsync(result, reporter, first, examination, cancellationToken);
        }

        if (request.IsDryRun) return await DryRunAsync(result, reporter, first, cancellationToken);

        if (reporter is null)
            await protection.RefuseAsync(await target.IdentifyAsync(cancellationToken), "changed", request.Env?.Name,
                cancellationToken);
        await guard.RefuseOlderAsync(request, reporter, first, cancellationToken);
        await guard.RefuseFirstDropsAsync(request, reporter, first, cancellationToken);
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
        await guard.RefuseOlderAsync(request, reporter, second, cancellationToken);
        var session = request.Session with { Name = reporter is null ? request.Session.Name : $"atlas/{reporter.Id}" };
        if (!second.Plan.IsEmpty) await PrepareAsync(target, session, second.Plan.Changes, cancellationToken);
        if (reporter is not null) await reporter.PermitAsync(second, again, known, cancellationToken);
        if (reporter is not null) await reporter.BeginAsync(second, again, known, cancellationToken);
        if (reporter is not null && target.Guard is { } inside)
            await inside.AnnounceAsync(reporter.Id, cancellationToken);
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

    private static DesiredState Renamed(DesiredState desired, Seq<Rename> renames) =>
        desired with { Renames = [.. desired.Renames, .. renames] };

    private static async Task<LintReport?> LintAsync(
        ApplyRequest request, Database target, Comparison comparison, ApplyObserver observer,
        CancellationToken cancellationToken)
    {
        // An approved plan was reviewed when it was approved.
        if (comparison.Plan.IsEmpty || !comparison.Stored.IsEmpty) return null;
        var clock = Stopwatch.StartNew();
        var pass = comparison.Written ?? Pass.Of(comparison.Plan, comparison.Current.Realm, target.Dialect);
        var report = Linter.Check(pass with
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
        var assertions = new PlanAssertions(target, host);
        PlanRun run;
        await using (var watched = reporter?.Watch(observer))
        {
            var told = watched ?? observer;
            var runner = new StatementRunner(target, told, session, host.Warn);
            run = await new PlanRunner(target, held, told, runner, progress, assertions).RunAsync(
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
            Asserted = assertions.Asked,
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

    private async Task<ApplyResult> RefusedAsync(
        ApplyResult result, Reporter reporter, Comparison comparison, PermitExamination examination,
        CancellationToken cancellationToken)
    {
        var reasons = $"A permit would be refused:\n{examination.ToText()}";
        return result with
        {
            Outcome = ApplyOutcome.Blocked,
            Error = $"{reasons}\nNothing was executed.",
            Link = await reporter.AttemptAsync(DeploymentOutcome.Blocked, comparison, result.Checks, reasons,
                cancellationToken),
            End = host.Now,
        };
    }

    private async Task<ApplyResult> DryRunAsync(
        ApplyResult result, Reporter? reporter, Comparison comparison,
        CancellationToken cancellationToken) => result with
        {
            Outcome = ApplyOutcome.DryRun,
            Link = reporter is null ? null
            : await reporter.AttemptAsync(DeploymentOutcome.DryRun, comparison, result.Checks, null, cancellationToken),
            End = host.Now,
        };

    private static string Named(DesiredState state) =>
        state.Version is { } version ? $"version {version.Version} ({version.Digest})" : "not from the registry";

    private static string Holder(ApplyRequest request) =>
        $"{request.Claims.User ?? "somebody"}@{request.Claims.Host ?? "somewhere"} (atlas schema " +
            $"apply{(request.Env is { } env ? $" --env {env.Name}" : "")})";

    private void Waits(string holder) => host.Warn($"Waiting for the lock of this database: {holder} holds it.");
}
