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
}
