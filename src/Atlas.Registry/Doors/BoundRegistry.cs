using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;

namespace Atlas.Registry.Doors;

/// <summary>The rules as one authenticated subject sees them; what both doors lead to.</summary>
public sealed class BoundRegistry : SchemaRegistry
{
    private readonly RegistryRules rules;
    private readonly Caller caller;

    /// <summary>Binds the rules to a subject. The rules' storage stays its owner's.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="subject">Who is asking, authenticated.</param>
    /// <param name="links">How things are linked to.</param>
    /// <param name="address">The address as it may be shown.</param>
    /// <param name="isEmbedded">Whether it is a file that its user can edit.</param>
    public BoundRegistry(RegistryRules rules, Subject subject, RegistryLinks links, string address, bool isEmbedded)
    {
        this.rules = rules;
        caller = new(subject, links);
        Address = address;
        IsEmbedded = isEmbedded;
        Gate = new BoundGate(rules, caller);
        Webhooks = new BoundWebhooks(rules, caller, isEmbedded);
    }

    /// <inheritdoc/>
    public override string Address { get; }

    /// <inheritdoc/>
    public override bool IsEmbedded { get; }

    /// <inheritdoc/>
    public override PromotionGate Gate { get; }

    /// <inheritdoc/>
    public override WebhookList Webhooks { get; }

    /// <inheritdoc/>
    public override Task<Subject> WhoAmIAsync(CancellationToken cancellationToken) => Task.FromResult(caller.Subject);

    /// <inheritdoc/>
    public override Task<Page<Repo>> ListReposAsync(PageRequest page, CancellationToken cancellationToken) =>
        rules.Repos.ListAsync(caller, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<Repo> GetRepoAsync(string repo, CancellationToken cancellationToken) =>
        rules.Repos.GetAsync(caller, repo, cancellationToken);

    /// <inheritdoc/>
    public override Task<Repo> CreateRepoAsync(NewRepo repo, CancellationToken cancellationToken) =>
        rules.Repos.CreateAsync(caller, repo, cancellationToken);

    /// <inheritdoc/>
    public override Task<Repo> SetRepoAsync(string repo, RepoSettings settings, CancellationToken cancellationToken) =>
        rules.Repos.SetAsync(caller, repo, settings, cancellationToken);

    /// <inheritdoc/>
    public override Task<ResolvedVersion> ResolveAsync(string repo, VersionReference reference,
        CancellationToken cancellationToken) =>
        rules.Versions.ResolveAsync(caller, repo, reference, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<ResolvedVersion>> ListVersionsAsync(string repo, PageRequest page,
        CancellationToken cancellationToken) =>
        rules.Versions.ListAsync(caller, repo, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<byte[]> DownloadAsync(string repo, Digest digest, CancellationToken cancellationToken) =>
        rules.Versions.DownloadAsync(caller, repo, digest, cancellationToken);

    /// <inheritdoc/>
    public override Task<Seq<ResolvedVersion>> RedactAsync(string repo, string version, string reason,
        CancellationToken cancellationToken) =>
        rules.Redactions.RedactAsync(caller, repo, version, reason, cancellationToken);

    /// <inheritdoc/>
    public override Task<PushedVersion> PushAsync(PushRequest request, CancellationToken cancellationToken) =>
        rules.Pushes.PushAsync(caller, request, cancellationToken);

    /// <inheritdoc/>
    public override Task<StoredPlan> PushPlanAsync(PlanPush push, CancellationToken cancellationToken) =>
        rules.Plans.PushAsync(caller, push, cancellationToken);

    /// <inheritdoc/>
    public override Task<StoredPlan> GetPlanAsync(string repo, string name, CancellationToken cancellationToken) =>
        rules.Plans.GetAsync(caller, repo, name, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<StoredPlan>> ListPlansAsync(string repo, PlanFilter filter, PageRequest page,
        CancellationToken cancellationToken) =>
        rules.Plans.ListAsync(caller, repo, filter, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<StoredPlan> ReviewPlanAsync(PlanVerdict verdict, CancellationToken cancellationToken) =>
        rules.Plans.ReviewAsync(caller, verdict, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<StoredPlan>> ListAllPlansAsync(PlanStatus? status, PageRequest page,
        CancellationToken cancellationToken) =>
        rules.Plans.ListAllAsync(caller, status, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<PlanComment> CommentAsync(string repo, string plan, NewPlanComment comment,
        CancellationToken cancellationToken) =>
        rules.PlanComments.AddAsync(caller, repo, plan, comment, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<PlanComment>> ListCommentsAsync(string repo, string plan, PageRequest page,
        CancellationToken cancellationToken) =>
        rules.PlanComments.ListAsync(caller, repo, plan, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<StoredPlan> RemovePlanAsync(string repo, string name, CancellationToken cancellationToken) =>
        rules.Plans.RemoveAsync(caller, repo, name, cancellationToken);

    /// <inheritdoc/>
    public override Task<Seq<Target>> ListTargetsAsync(string repo, string env, CancellationToken cancellationToken) =>
        rules.Targets.ListAsync(caller, repo, env, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<Target>> ListDatabasesAsync(DatabaseFilter filter, PageRequest page,
        CancellationToken cancellationToken) =>
        rules.Targets.ListAllAsync(caller, filter, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<Target> GetDatabaseAsync(string id, CancellationToken cancellationToken) =>
        rules.Targets.GetAsync(caller, id, cancellationToken);

    /// <inheritdoc/>
    public override Task<Target> AcceptDatabaseAsync(string id, AcceptKind kind, CancellationToken cancellationToken) =>
        rules.Acceptances.AcceptAsync(caller, id, kind, cancellationToken);

    /// <inheritdoc/>
    public override Task<Target> ArchiveDatabaseAsync(string id, CancellationToken cancellationToken) =>
        rules.Acceptances.ArchiveAsync(caller, id, cancellationToken);

    /// <inheritdoc/>
    public override Task<Target?> FindTargetAsync(string repo, string env, string identity,
        CancellationToken cancellationToken) =>
        rules.Targets.FindAsync(caller, repo, env, identity, cancellationToken);

    /// <inheritdoc/>
    public override Task<Target> SettleAsync(SettleTarget settle, CancellationToken cancellationToken) =>
        rules.Deployments.SettleAsync(caller, settle, cancellationToken);

    /// <inheritdoc/>
    public override Task<DeploymentReceipt> BeginAsync(DeploymentBegin begin, CancellationToken cancellationToken) =>
        rules.Deployments.BeginAsync(caller, begin, cancellationToken);

    /// <inheritdoc/>
    public override Task ReportProgressAsync(DeploymentProgress progress, CancellationToken cancellationToken) =>
        rules.Progresses.ReportAsync(caller, progress, cancellationToken);

    /// <inheritdoc/>
    public override Task<DeploymentReceipt> EndAsync(DeploymentEnd end, CancellationToken cancellationToken) =>
        rules.Deployments.EndAsync(caller, end, cancellationToken);

    /// <inheritdoc/>
    public override Task<DeploymentReceipt> RecordAttemptAsync(
        DeploymentBegin begin, DeploymentEnd end, CancellationToken cancellationToken) =>
        rules.Attempts.RecordAsync(caller, begin, end, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<Deployment>> ListDeploymentsAsync(
        DeploymentFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        rules.History.ListAsync(caller, filter, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<Deployment> GetDeploymentAsync(string id, CancellationToken cancellationToken) =>
        rules.History.GetAsync(caller, id, cancellationToken);

    /// <inheritdoc/>
    public override Task<TestRun> RecordTestsAsync(TestReport report, CancellationToken cancellationToken) =>
        rules.TestRuns.RecordAsync(caller, report, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<TestRun>> ListTestsAsync(
        string repo, string? version, PageRequest page, CancellationToken cancellationToken) =>
        rules.TestRuns.ListAsync(caller, repo, version, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<Seq<Validation>> ReportValidationAsync(
        ValidationReport report, CancellationToken cancellationToken) =>
        rules.Validations.ReportAsync(caller, report, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<Validation>> ListValidationsAsync(
        ValidationFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        rules.Validations.ListAsync(caller, filter, page, cancellationToken);

    /// <inheritdoc/>
    public override Task<Trace> TraceAsync(string repo, string? version, CancellationToken cancellationToken) =>
        rules.History.TraceAsync(caller, repo, version, cancellationToken);

    /// <inheritdoc/>
    public override Task<LogState> GetLogAsync(long since, CancellationToken cancellationToken) =>
        rules.Log.GetAsync(caller, since, cancellationToken);

    /// <inheritdoc/>
    public override Task<AuditPage> ReadLogAsync(
        AuditFilter filter, long start, long size, CancellationToken cancellationToken) =>
        rules.Log.ReadAsync(caller, filter, start, size, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
