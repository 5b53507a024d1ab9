using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;

namespace Atlas.Core.Registries;

/// <summary>A registry as one authenticated subject sees it. One set of rules, two doors: in process, and over
/// HTTP.</summary>
/// <remarks>All members throw <see cref="RegistryException"/> when the registry refuses or can't be reached.</remarks>
public abstract class SchemaRegistry : IAsyncDisposable
{
    /// <summary>Gets the address as it may be shown, such as <c>http://127.0.0.1:8080</c>; for the embedded registry
    /// its file.</summary>
    public abstract string Address { get; }

    /// <summary>Gets whether it is a file that its user can edit, so that its output is unattested.</summary>
    public abstract bool IsEmbedded { get; }

    /// <summary>Gets the part that says what may be promoted.</summary>
    public abstract PromotionGate Gate { get; }

    /// <summary>Gets the part that tells others what happens.</summary>
    public abstract WebhookList Webhooks { get; }

    /// <summary>Returns who is asking.</summary>
    public abstract Task<Subject> WhoAmIAsync(CancellationToken cancellationToken);

    /// <summary>Lists the repos by slug.</summary>
    public abstract Task<Page<Repo>> ListReposAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Returns a repo by slug, id or display name.</summary>
    public abstract Task<Repo> GetRepoAsync(string repo, CancellationToken cancellationToken);

    /// <summary>Makes an empty repo.</summary>
    public abstract Task<Repo> CreateRepoAsync(NewRepo repo, CancellationToken cancellationToken);

    /// <summary>Changes the settings of a repo.</summary>
    public abstract Task<Repo> SetRepoAsync(string repo, RepoSettings settings, CancellationToken cancellationToken);

    /// <summary>Returns the version that a reference means at this moment.</summary>
    public abstract Task<ResolvedVersion> ResolveAsync(string repo, VersionReference reference,
        CancellationToken cancellationToken);

    /// <summary>Lists the versions of a repo, newest first.</summary>
    public abstract Task<Page<ResolvedVersion>> ListVersionsAsync(string repo, PageRequest page,
        CancellationToken cancellationToken);

    /// <summary>Returns the bytes of an artefact; the caller checks the digest.</summary>
    public abstract Task<byte[]> DownloadAsync(string repo, Digest digest, CancellationToken cancellationToken);

    /// <summary>Takes a version's content away for good, and that of every version that holds the same.</summary>
    /// <returns>The versions that became tombstones, this one first; this one alone when it was one already.</returns>
    public abstract Task<Seq<ResolvedVersion>> RedactAsync(string repo, string version, string reason,
        CancellationToken cancellationToken);

    /// <summary>Publishes a schema (foundations: versions, tags, pushes).</summary>
    public abstract Task<PushedVersion> PushAsync(PushRequest request, CancellationToken cancellationToken);

    /// <summary>Stores a plan; replaces the one of that name, whose approval ends unless its text is the
    /// same.</summary>
    public abstract Task<StoredPlan> PushPlanAsync(PlanPush push, CancellationToken cancellationToken);

    /// <summary>Returns a plan by its name.</summary>
    public abstract Task<StoredPlan> GetPlanAsync(string repo, string name, CancellationToken cancellationToken);

    /// <summary>Lists plans of a repo, newest first.</summary>
    public abstract Task<Page<StoredPlan>> ListPlansAsync(string repo, PlanFilter filter, PageRequest page,
        CancellationToken cancellationToken);

    /// <summary>Approves or rejects a plan.</summary>
    /// <exception cref="RegistryException">Its text is another by now, or the subject may not decide.</exception>
    public abstract Task<StoredPlan> ReviewPlanAsync(PlanVerdict verdict, CancellationToken cancellationToken);

    /// <summary>Lists plans of all repos, newest first; those of repos that the caller may not read are left out.</summary>
    public abstract Task<Page<StoredPlan>> ListAllPlansAsync(PlanStatus? status, PageRequest page,
        CancellationToken cancellationToken);

    /// <summary>Says something of a plan.</summary>
    /// <exception cref="RegistryException">Its text is another by now, or has no such line.</exception>
    public abstract Task<PlanComment> CommentAsync(string repo, string plan, NewPlanComment comment,
        CancellationToken cancellationToken);

    /// <summary>Lists what was said of a plan, oldest first; of its earlier texts, too.</summary>
    public abstract Task<Page<PlanComment>> ListCommentsAsync(string repo, string plan, PageRequest page,
        CancellationToken cancellationToken);

    /// <summary>Deletes a plan, and returns what it was.</summary>
    public abstract Task<StoredPlan> RemovePlanAsync(string repo, string name, CancellationToken cancellationToken);

    /// <summary>Lists the targets of a repo in an environment that aren't archived, least advanced first.</summary>
    /// <exception cref="RegistryException">The repo or environment is unknown; the message names the
    /// nearest.</exception>
    public abstract Task<Seq<Target>> ListTargetsAsync(string repo, string env, CancellationToken cancellationToken);

    /// <summary>Lists targets that aren't archived, by repo, environment and name.</summary>
    public abstract Task<Page<Target>> ListDatabasesAsync(DatabaseFilter filter, PageRequest page,
        CancellationToken cancellationToken);

    /// <summary>Returns a target by its id, or by the identity of its database.</summary>
    public abstract Task<Target> GetDatabaseAsync(string id, CancellationToken cancellationToken);

    /// <summary>Accepts that a target was moved to another database, or that a database is a copy of one.</summary>
    public abstract Task<Target> AcceptDatabaseAsync(string id, AcceptKind kind, CancellationToken cancellationToken);

    /// <summary>Archives a target: it no longer counts.</summary>
    public abstract Task<Target> ArchiveDatabaseAsync(string id, CancellationToken cancellationToken);

    /// <summary>Returns the target that a database is in a repo and environment, or null when it was never deployed
    /// there.</summary>
    public abstract Task<Target?> FindTargetAsync(string repo, string env, string identity,
        CancellationToken cancellationToken);

    /// <summary>Settles a target whose last deployment has no end, by what inspection found.</summary>
    public abstract Task<Target> SettleAsync(SettleTarget settle, CancellationToken cancellationToken);

    /// <summary>Records that a deployment begins; idempotent by its id.</summary>
    /// <exception cref="RegistryException">The database is known under another environment or label; the message names
    /// the remedy.</exception>
    public abstract Task<DeploymentReceipt> BeginAsync(DeploymentBegin begin, CancellationToken cancellationToken);

    /// <summary>Says how far a deployment is; one that has ended, or is further, stays as it is.</summary>
    public abstract Task ReportProgressAsync(DeploymentProgress progress, CancellationToken cancellationToken);

    /// <summary>Records how a deployment ended; idempotent by its id.</summary>
    public abstract Task<DeploymentReceipt> EndAsync(DeploymentEnd end, CancellationToken cancellationToken);

    /// <summary>Records an attempt that changed nothing: a dry run or a blocked one. Changes no target.</summary>
    public abstract Task<DeploymentReceipt> RecordAttemptAsync(DeploymentBegin begin, DeploymentEnd end,
        CancellationToken cancellationToken);

    /// <summary>Lists deployments, newest first.</summary>
    public abstract Task<Page<Deployment>> ListDeploymentsAsync(DeploymentFilter filter, PageRequest page,
        CancellationToken cancellationToken);

    /// <summary>Returns a deployment by its id.</summary>
    public abstract Task<Deployment> GetDeploymentAsync(string id, CancellationToken cancellationToken);

    /// <summary>Records a run of tests on the version that was tested; idempotent by its id.</summary>
    public abstract Task<TestRun> RecordTestsAsync(TestReport report, CancellationToken cancellationToken);

    /// <summary>Lists the runs of tests of a repo, newest first.</summary>
    /// <param name="repo">The repo.</param>
    /// <param name="version">Only those against this version; null for all.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<Page<TestRun>> ListTestsAsync(
        string repo, string? version, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Records how the tests of a running environment ended, on each database there that runs the version;
    /// idempotent by its id.</summary>
    /// <exception cref="RegistryException">No database there runs the version; the message says what they
    /// run.</exception>
    public abstract Task<Seq<Validation>> ReportValidationAsync(
        ValidationReport report, CancellationToken cancellationToken);

    /// <summary>Lists validations, newest first.</summary>
    public abstract Task<Page<Validation>> ListValidationsAsync(
        ValidationFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Returns how versions of a repo went through the environments.</summary>
    /// <param name="repo">The repo.</param>
    /// <param name="version">Only this version; null for all, newest first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<Trace> TraceAsync(string repo, string? version, CancellationToken cancellationToken);

    /// <summary>Returns the audit log as it is now, everything that was written so far in it, and the proof that it
    /// continues the log of another size.</summary>
    /// <param name="since">That size; 0 asks for no proof.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<LogState> GetLogAsync(long since, CancellationToken cancellationToken);

    /// <summary>Reads a part of the audit log.</summary>
    /// <param name="filter">Which events; with a filter each entry has its proof.</param>
    /// <param name="start">The first place to look at, from 0.</param>
    /// <param name="size">The size of the log that is read; what came later isn't looked at.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<AuditPage> ReadLogAsync(
        AuditFilter filter, long start, long size, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
