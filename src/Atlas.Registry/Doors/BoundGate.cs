using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
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

    public override Task<Seq<JudgedDeployment>> LookBackAsync(string repo, long number,
        CancellationToken cancellationToken) =>
        rules.Hindsights.JudgeAsync(caller, repo, number, cancellationToken);

    public override Task<Permit> RequestPermitAsync(PermitRequest request, CancellationToken cancellationToken) =>
        rules.Permits.RequestAsync(caller, request, cancellationToken);

    public override Task<PermitExamination> ExamineAsync(DeploymentBegin begin, CancellationToken cancellationToken) =>
        rules.Permits.ExamineAsync(caller, begin, cancellationToken);

    public override Task<Permit> BeatAsync(string id, CancellationToken cancellationToken) =>
        rules.Permits.BeatAsync(caller, id, cancellationToken);

    public override Task<Page<Permit>> ListPermitsAsync(PermitFilter filter, PageRequest page,
        CancellationToken cancellationToken) =>
        rules.Permits.ListAsync(caller, filter, page, cancellationToken);

    public override Task<Permit> ReviewAsync(string id, string review, CancellationToken cancellationToken) =>
        rules.Permits.ReviewAsync(caller, id, review, cancellationToken);

    public override Task<Withdrawal> WithdrawAsync(string repo, string version, string reason,
        CancellationToken cancellationToken) =>
        rules.Withdrawals.WithdrawAsync(caller, repo, version, reason, cancellationToken);

    public override Task<Seq<ProtectedDatabase>> FindProtectedAsync(string identity,
        CancellationToken cancellationToken) =>
        rules.Protections.FindAsync(caller, identity, cancellationToken);

    public override Task<WatchedTarget?> WatchAsync(string repo, string env, string identity, bool withContent,
        CancellationToken cancellationToken) =>
        rules.Verifications.WatchAsync(caller, repo, env, identity, withContent, cancellationToken);

    public override Task<Verification> VerifyAsync(SignedObservation observation,
        CancellationToken cancellationToken) =>
        rules.Verifications.VerifyAsync(caller, observation, cancellationToken);
}
