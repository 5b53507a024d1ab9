using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Doors;

/// <summary>The rules of promotion over HTTP.</summary>
internal sealed class HttpGate(HttpExchange exchange) : PromotionGate
{
    private static readonly RegistryJson Json = RegistryJson.Default;

    public override Task<PolicyRevision?> GetPolicyAsync(string repo, CancellationToken cancellationToken) =>
        exchange.TryGetAsync(Policy(repo), Json.PolicyRevision, cancellationToken);

    public override async Task<Seq<PolicyRevision>> ListPoliciesAsync(string repo,
        CancellationToken cancellationToken) =>
        (await exchange.GetAsync(Policy(repo) + "/history", Json.PolicyListing, cancellationToken)).Items;

    public override Task<PolicyRevision> ApplyPolicyAsync(string repo, PromotionPolicy policy,
        CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Put, Policy(repo), policy, Json.PromotionPolicy, Json.PolicyRevision, isRepeatable: true,
            cancellationToken);

    public override Task<PolicyRevision> DecidePolicyAsync(string repo, long number, bool isApproved,
        CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post, $"{Policy(repo)}/history/{number}/decide", new PolicyDecision(isApproved),
            Json.PolicyDecision, Json.PolicyRevision, isRepeatable: false, cancellationToken);

    private static string Policy(string repo) => $"/repos/{HttpExchange.Segment(repo)}/policy";
}
