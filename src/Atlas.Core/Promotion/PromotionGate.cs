using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Core.Promotion;

/// <summary>The part of a registry that says what may be promoted, as one authenticated subject sees it.</summary>
/// <remarks>All members throw <see cref="RegistryException"/> when the registry refuses or can't be reached.</remarks>
public abstract class PromotionGate
{
    /// <summary>Returns the revision of a repo's policy that is in force; null when there never was one.</summary>
    public abstract Task<PolicyRevision?> GetPolicyAsync(string repo, CancellationToken cancellationToken);

    /// <summary>Lists the revisions of a repo's policy, newest first.</summary>
    public abstract Task<Seq<PolicyRevision>> ListPoliciesAsync(string repo, CancellationToken cancellationToken);

    /// <summary>Puts a policy into force; one that weakens the one in force waits for a second person
    /// instead.</summary>
    /// <returns>The revision, in force or pending; the one in force when it says the same.</returns>
    public abstract Task<PolicyRevision> ApplyPolicyAsync(string repo, PromotionPolicy policy,
        CancellationToken cancellationToken);

    /// <summary>Approves or rejects a pending revision; who proposed it can only reject it.</summary>
    public abstract Task<PolicyRevision> DecidePolicyAsync(string repo, long number, bool isApproved,
        CancellationToken cancellationToken);

    /// <summary>Says what a revision of a repo's policy would have refused of the newest deployments that went through,
    /// newest first.</summary>
    public abstract Task<Seq<JudgedDeployment>> LookBackAsync(string repo, long number,
        CancellationToken cancellationToken);

    /// <summary>Asks for leave to deploy; granted by one reading of all the evidence.</summary>
    /// <exception cref="RegistryException">It is refused; the message has every reason.</exception>
    public abstract Task<Permit> RequestPermitAsync(PermitRequest request, CancellationToken cancellationToken);

    /// <summary>Says what a request would be refused for; grants and records nothing.</summary>
    public abstract Task<PermitExamination> ExamineAsync(DeploymentBegin begin, CancellationToken cancellationToken);

    /// <summary>Says that the holder of a permit is alive.</summary>
    public abstract Task<Permit> BeatAsync(string id, CancellationToken cancellationToken);

    /// <summary>Lists permits, newest first.</summary>
    public abstract Task<Page<Permit>> ListPermitsAsync(PermitFilter filter, PageRequest page,
        CancellationToken cancellationToken);

    /// <summary>Reviews an exception, as another person than who made it.</summary>
    public abstract Task<Permit> ReviewAsync(string id, string review, CancellationToken cancellationToken);

    /// <summary>Withdraws a version: it is promoted nowhere any more. Withdrawing it again changes nothing.</summary>
    public abstract Task<Withdrawal> WithdrawAsync(string repo, string version, string reason,
        CancellationToken cancellationToken);

    /// <summary>Lists the targets of protected environments that a database is, or whose tables it holds.</summary>
    public abstract Task<Seq<ProtectedDatabase>> FindProtectedAsync(string identity,
        CancellationToken cancellationToken);

    /// <summary>Returns what an agent needs to know of a target; null when the database was never deployed
    /// to.</summary>
    /// <param name="repo">The repo.</param>
    /// <param name="env">The environment.</param>
    /// <param name="identity">Who the database is.</param>
    /// <param name="withContent">Whether the content of the expected version is wanted, too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract Task<WatchedTarget?> WatchAsync(string repo, string env, string identity, bool withContent,
        CancellationToken cancellationToken);

    /// <summary>Records what an agent saw; drift takes the target's version away. Idempotent by the id.</summary>
    public abstract Task<Verification> VerifyAsync(SignedObservation observation, CancellationToken cancellationToken);
}
