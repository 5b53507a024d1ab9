using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;

namespace Atlas.Registry.Doors;

/// <summary>The rules of promotion as one authenticated subject sees them.</summary>
internal sealed class BoundGate(RegistryRules rules, Caller caller) : PromotionGate
{
    public override Task<PolicyRevision?> GetPolicyAsync(string repo, CancellationToken cancellationToken) =>
        rules.Policies.GetAsync(caller, repo, cancellationToken);

    public override Task<Seq<PolicyRevision>> ListPoliciesAsync(string repo, CancellationToken cancellationToken) =>
        rules.Policies.ListAsync(caller, repo, cancellationToken);

    public override Task<PolicyRevision> ApplyPolicyAsync(string repo, PromotionPolicy policy,
        CancellationToken cancellationToken) =>
        rules.Policies.ApplyAsync(caller, repo, policy, cancellationToken);

    public override Task<PolicyRevision> DecidePolicyAsync(string repo, long number, bool isApproved,
        CancellationToken cancellationToken) =>
        rules.Policies.DecideAsync(caller, repo, number, isApproved, cancellationToken);
}
