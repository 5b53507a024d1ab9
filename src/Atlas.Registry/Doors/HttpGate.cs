using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
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

    public override async Task<Seq<JudgedDeployment>> LookBackAsync(string repo, long number,
        CancellationToken cancellationToken) =>
        (await exchange.GetAsync($"{Policy(repo)}/history/{number}/hindsight", Json.JudgedListing, cancellationToken)).Items;

    public override Task<Permit> RequestPermitAsync(PermitRequest request, CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post, "/permits", request, Json.PermitRequest, Json.Permit, isRepeatable: true,
            cancellationToken);

    public override Task<PermitExamination> ExamineAsync(DeploymentBegin begin, CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post, "/permits/examine", begin, Json.DeploymentBegin, Json.PermitExamination,
            isRepeatable: true, cancellationToken);

    public override Task<Permit> BeatAsync(string id, CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post, $"/permits/{HttpExchange.Segment(id)}/beat", [], Json.StringArray, Json.Permit,
            isRepeatable: true, cancellationToken);

    public override Task<Page<Permit>> ListPermitsAsync(PermitFilter filter, PageRequest page,
        CancellationToken cancellationToken) =>
        exchange.GetAsync(
            $"/permits?page={page.Number}&size={page.Size}" +
                (filter.Repo is { } repo ? $"&repo={Uri.EscapeDataString(repo)}" : "") +
                (filter.Env is { } env ? $"&env={Uri.EscapeDataString(env)}" : "") +
                (filter.IsBreakGlass ? "&exceptions=1" : "") + (filter.IsUnreviewed ? "&unreviewed=1" : ""),
            Json.PermitPage, cancellationToken);

    public override Task<Permit> ReviewAsync(string id, string review, CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post, $"/permits/{HttpExchange.Segment(id)}/review", new Review(review), Json.Review,
            Json.Permit, isRepeatable: false, cancellationToken);

    public override Task<Withdrawal> WithdrawAsync(string repo, string version, string reason,
        CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post,
            $"/repos/{HttpExchange.Segment(repo)}/versions/{HttpExchange.Segment(version)}/withdraw",
            new Review(reason), Json.Review, Json.Withdrawal, isRepeatable: true, cancellationToken);

    public override async Task<Seq<ProtectedDatabase>> FindProtectedAsync(string identity,
        CancellationToken cancellationToken) =>
        (await exchange.GetAsync(
            $"/protected?identity={Uri.EscapeDataString(identity)}", Json.ProtectedListing, cancellationToken)).Items;

    public override Task<WatchedTarget?> WatchAsync(string repo, string env, string identity, bool withContent,
        CancellationToken cancellationToken) =>
        exchange.TryGetAsync(
            $"/repos/{HttpExchange.Segment(repo)}/watch?env={Uri.EscapeDataString(env)}" +
                $"&identity={Uri.EscapeDataString(identity)}{(withContent ? "&content=1" : "")}",
            Json.WatchedTarget, cancellationToken);

    public override Task<Verification> VerifyAsync(SignedObservation observation,
        CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Post, "/verifications", observation, Json.SignedObservation, Json.Verification,
            isRepeatable: true, cancellationToken);

    private static string Policy(string repo) => $"/repos/{HttpExchange.Segment(repo)}/policy";
}
