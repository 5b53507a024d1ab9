using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Migrations;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Core.States;

namespace Atlas.Core.Workflows;

/// <summary>Reports one deployment to the registry: its begin before the first statement, its end after the last
/// one.</summary>
/// <remarks>Source: foundations, "a deployment is a begin and an end". Only an end may wait in the outbox.</remarks>
public sealed class Reporter : IAsyncDisposable
{
    private readonly Host host;
    private readonly SchemaRegistry registry;
    private readonly Outbox outbox;
    private readonly ApplyRequest request;
    private readonly Database target;
    private readonly string repo;
    private readonly bool isBestEffort;
    private readonly string id;
    private readonly PermitDesk? desk;
    private bool isUnrecorded;

    private Reporter(Host host, SchemaRegistry registry, Outbox outbox, ApplyRequest request, Database target,
        string repo, bool isBestEffort, bool isProtected)
    {
        (this.host, this.registry, this.outbox, this.request, this.target, this.repo, this.isBestEffort, id) =
            (host, registry, outbox, request, target, repo, isBestEffort, host.NewId());
        if (isProtected || request.BreakGlass is not null)
            desk = new PermitDesk(host, registry.Gate, request.BreakGlass);
    }

    /// <summary>Gets the deployment's id.</summary>
    public string Id => id;

    /// <summary>Gets the environment's name.</summary>
    private string Env => request.Env!.Name;

    /// <summary>Opens the reporter when this deployment is to be reported; null, with a word to the user, when it
    /// isn't.</summary>
    /// <exception cref="FailureException">It is to be reported, and no environment is selected or the registry can't be
    /// reached.</exception>
    public static async Task<Reporter?> OpenAsync(
        Host host, ApplyRequest request, Database target, DesiredState desired,
        Func<CancellationToken, Task<SchemaRegistry>> openRegistry, Outbox outbox, ProtectionMemory memory,
        CancellationToken cancellationToken)
    {
        var reporter = await TryOpenAsync(host, request, target, desired, openRegistry, outbox, memory,
            cancellationToken);
        return reporter is null && request.BreakGlass is not null
            ? throw new FailureException("--break-glass is for protected environments: select one with --env")
            : reporter;
    }

    private static async Task<Reporter?> TryOpenAsync(
        Host host, ApplyRequest request, Database target, DesiredState desired,
        Func<CancellationToken, Task<SchemaRegistry>> openRegistry, Outbox outbox, ProtectionMemory memory,
        CancellationToken cancellationToken)
    {
        var repo = desired.Version?.Repo
            ?? (request.Env is { } env ? await EnvRepo.OfAsync(env, cancellationToken) : null);
        if (repo is null) return null;
        var mode = await ModeAsync(request, request.Env, cancellationToken);
        if (mode is { IsOn: false }) mode = null;

        var registry = await openRegistry(cancellationToken);
        try
        {
            var identity = await target.IdentifyAsync(cancellationToken);
            var settings = await SettingsAsync(registry, repo, mode, request.Env,
                problem => memory.Find(identity, request.Env?.Name) is { } known
                    ? ProtectionGuard.Unknown(known, "changed", problem.Message) : null, cancellationToken);
            var isProtected = settings?.ProtectedEnvs.Contains(request.Env?.Name ?? "") is true;
            if (settings is not null && request.Env is { Name: var envName })
            {
                if (isProtected) memory.Remember(new(registry.Address, settings.Slug, envName, identity.Value));
                else memory.ForgetEnv(registry.Address, settings.Slug, envName);
            }

            if (isProtected || (mode is null && settings?.ReportEnvs.Contains(request.Env?.Name ?? "") is true))
                mode = ReportMode.On;
            if (mode is null)
            {
                if (desired.Version is null) return null;
                host.Warn(request.Env is { } named
                    ? $"This deployment is not reported to the registry. Switch reporting on with --report, with " +
                        $"report = true in atlas.cloud, or for everyone with: atlas cloud repo set {repo} --report " +
                        $"{named.Name}"
                    : "This deployment is not reported to the registry: reporting needs an environment. Select one " +
                        "with --env.");
                return null;
            }

            if (request.Env is null)
                throw new FailureException("reporting a deployment needs an environment: select one with --env");
            await outbox.FlushAsync(registry, cancellationToken);
            return new Reporter(host, registry, outbox, request, target, repo, mode.IsBestEffort, isProtected);
        }
        finally
        {
            if (mode is null || request.Env is null) await registry.DisposeAsync();
        }
    }

    /// <summary>Returns whether deployments are reported, as the flags, the environment and the project say; null where
    /// none of them says anything.</summary>
    public static async Task<ReportMode?> ModeAsync(ApplyRequest request, ProjectEnv? env,
        CancellationToken cancellationToken) => request.Report
            ?? (env is null ? null : await env.ReportAsync(cancellationToken)
                ?? (await env.Project.CloudAsync(cancellationToken)).Report);

    /// <summary>Returns what the registry says of the repo; null where there is no environment or no such repo, and
    /// where the registry may be away.</summary>
    private static async Task<Repo?> SettingsAsync(SchemaRegistry registry, string repo, ReportMode? mode,
        ProjectEnv? env, Func<RegistryException, FailureException?> refusal, CancellationToken cancellationToken)
    {
        try
        {
            return env is null ? null : await registry.GetRepoAsync(repo, cancellationToken);
        }
        catch (RegistryException problem) when (problem.Kind == RegistryProblem.NotFound
            || (problem.Kind == RegistryProblem.Unavailable && mode is { IsBestEffort: true }))
        {
            return problem.Kind == RegistryProblem.NotFound || refusal(problem) is not { } refused ? null : throw refused;
        }
    }

    /// <summary>Returns the target as the registry knows it; null when it was never deployed here.</summary>
    public async Task<Target?> FindTargetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await registry.FindTargetAsync(repo, Env, (await target.IdentifyAsync(cancellationToken)).Value,
                cancellationToken);
        }
        catch (RegistryException problem) when (isBestEffort && problem.Kind == RegistryProblem.Unavailable)
        {
            return null;
        }
    }

    /// <summary>Settles a deployment of this target that has no end, by what was just inspected under the
    /// lock.</summary>
    public async Task SettleAsync(Fingerprint found, CancellationToken cancellationToken)
    {
        if (await FindTargetAsync(cancellationToken) is not { OpenDeployment: { } open } known) return;
        var settled = await registry.SettleAsync(new SettleTarget(repo, Env, known.Identity, found, request.Claims),
            cancellationToken);
        host.Warn($"Deployment {open} of this database had no end. What is there now was inspected: " +
            $"{(settled.CurrentVersion is { } version ? $"it is version {version}" : "it is no version of the " +
            "registry")}.");
    }

    /// <summary>Returns what a permit would be refused for; nothing where no policy protects the environment.</summary>
    /// <exception cref="RegistryException">The registry can't be asked.</exception>
    public async Task<PermitExamination> ExamineAsync(Comparison comparison, CheckReport checks,
        CancellationToken cancellationToken) =>
        desk is null ? PermitExamination.Unneeded
            : await registry.Gate.ExamineAsync(await BeginOf(comparison, checks, null, cancellationToken),
                cancellationToken);

    /// <summary>Asks for leave to deploy where a policy protects the environment; a refusal is recorded, and throws
    /// with
    /// every reason.</summary>
    public async Task PermitAsync(Comparison comparison, CheckReport checks, Target? known,
        CancellationToken cancellationToken)
    {
        if (desk is null) return;
        var begin = await BeginOf(comparison, checks, known, cancellationToken);
        if (await desk.AskAsync(begin, cancellationToken) is not { } refusal) return;
        var link = await AttemptAsync(DeploymentOutcome.Blocked, comparison, checks, refusal, cancellationToken);
        throw new FailureException(
            $"{refusal}\nNothing was executed.{(link is null ? "" : $" This attempt was recorded: {link}")}");
    }

    /// <summary>Records the begin; throws when the registry doesn't acknowledge it, so that nothing runs.</summary>
    public async Task BeginAsync(Comparison comparison, CheckReport checks, Target? known,
        CancellationToken cancellationToken)
    {
        try
        {
            await registry.BeginAsync(await BeginOf(comparison, checks, known, cancellationToken), cancellationToken);
            desk?.KeepAlive(id);
        }
        catch (RegistryException problem) when (isBestEffort && problem.Kind == RegistryProblem.Unavailable)
        {
            isUnrecorded = true;
            host.Warn($"Warning: the begin of this deployment could not be recorded, and report = " +
                $"\"best-effort\" lets it go on: {problem.Message}");
        }
        catch (RegistryException problem) when (problem.Kind == RegistryProblem.Unavailable)
        {
            throw new FailureException($"the deployment can't be reported, so nothing was executed: {problem.Message}",
                problem);
        }
    }

    /// <summary>Returns an observer that also tells the registry how far the deployment is; null where its begin
    /// isn't recorded.</summary>
    internal ProgressReporter? Watch(ApplyObserver observer)
    {
        if (isUnrecorded) return null;
        var watched = new ProgressReporter(observer, id, registry, () => host.Now);
        watched.Start();
        return watched;
    }

    /// <summary>Records the end; when the registry can't be reached it waits in the outbox.</summary>
    /// <returns>The deployment's page; null when the registry couldn't be reached.</returns>
    public async Task<string?> EndAsync(DeploymentOutcome outcome, Fingerprint? found, Seq<StatementRun> ran,
        bool isRolledBack, string? error)
    {
        if (isUnrecorded) return null;
        var end = EndOf(outcome, found, ran, isRolledBack, error);
        try
        {
            // The end of what happened is recorded even when the user cancelled.
            return (await registry.EndAsync(end, CancellationToken.None)).Link;
        }
        catch (RegistryException problem)
        {
            outbox.Keep(end);
            host.Warn($"Warning: the end of this deployment could not be recorded and waits in {outbox.Folder}; the " +
                $"next command that reaches the registry sends it. {problem.Message}");
            return null;
        }
    }

    /// <summary>Records a dry run or a blocked attempt; a failure to do so is a warning only, since nothing was
    /// changed.</summary>
    /// <returns>The attempt's page; null when it could not be recorded.</returns>
    public async Task<string?> AttemptAsync(DeploymentOutcome outcome, Comparison comparison, CheckReport checks,
        string? error, CancellationToken cancellationToken)
    {
        try
        {
            var begin = await BeginOf(comparison, checks, null, cancellationToken);
            if (outcome == DeploymentOutcome.DryRun && desk is not null && !request.AsksGateFirst)
                await desk.ExamineAsync(begin, cancellationToken);
            return (await registry.RecordAttemptAsync(begin, EndOf(outcome, comparison.Start, [], false, error),
                cancellationToken)).Link;
        }
        catch (RegistryException problem)
        {
            host.Warn($"Warning: this attempt could not be recorded: {problem.Message}");
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        await registry.DisposeAsync();
    }

    private async Task<DeploymentBegin> BeginOf(Comparison comparison, CheckReport checks, Target? known,
        CancellationToken cancellationToken)
    {
        var identity = await target.IdentifyAsync(cancellationToken);
        var version = comparison.Desired.Version;
        return new DeploymentBegin(
            id, repo, Env,
            new DeployedDatabase(identity.Value, DatabaseName.Of(request.Url), Label(request.Url), target.Dialect.Name),
            known?.CurrentVersion, comparison.Start, version?.Version, version?.Digest, comparison.Goal,
            version?.Sequence ?? 0,
            comparison.IsPartial, [.. comparison.Plan.Statements.Select(s => Masked(s.Sql))], checks.Outcomes,
            request.Claims)
        {
            Plans = [.. comparison.Stored.Select(p => new PlanReference(p.Name, p.Digest))],
            PlanFrom = comparison.Stored.IsEmpty ? null : comparison.Plan.From,
            PlanTo = comparison.Stored.IsEmpty ? null : comparison.Plan.To,
            IsResumed = comparison.IsResumed,
        };
    }

    private DeploymentEnd EndOf(DeploymentOutcome outcome, Fingerprint? found, Seq<StatementRun> ran, bool isRolledBack,
        string? error) => new(
        id, repo, Env, outcome, found, [.. ran.Select(r => r with { Sql = Masked(r.Sql) })], isRolledBack,
        Masked(error, ran), request.Claims with { Time = host.Now });

    /// <summary>An error names the statements that ran; their literals are masked there too.</summary>
    private string? Masked(string? error, Seq<StatementRun> ran) =>
        ran.Aggregate(error, (text, r) => text?.Replace(r.Sql, Masked(r.Sql), StringComparison.Ordinal));

    private string Masked(string sql) =>
        request.KeepsLiterals ? sql : LiteralMask.Mask(sql, target.Dialect.SplitOptions);

    /// <summary>The URL as the registry may know it: not even the user.</summary>
    private static string Label(Url url) =>
        $"{url.Scheme}://{url.HostAndPath}{(url.Parameter("search_path") is { } path ? $"?search_path={path}" : "")}";
}
