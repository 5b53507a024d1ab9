using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>The rules of promotion policies: revisions, and a second person for what weakens the one in
/// force.</summary>
internal sealed class Policies(RegistryStore store, RegistryClock clock, Audit audit)
{
    private const int LongestName = 128;
    private const int MostEntries = 100;

    public Task<PolicyRevision?> GetAsync(Caller caller, string repo, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                return await PolicyTable.InForceAsync(session, caller.Organisation, found.Id, cancellationToken);
            },
            cancellationToken);
    }

    public Task<Seq<PolicyRevision>> ListAsync(Caller caller, string repo, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                return await PolicyTable.ListAsync(session, caller.Organisation, found.Id, cancellationToken);
            },
            cancellationToken);
    }

    public Task<PolicyRevision> ApplyAsync(Caller caller, string repo, PromotionPolicy policy,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        Check(policy);
        return store.WriteAsync(
            async session =>
            {
                var found = await Repos.FindForUpdateAsync(session, caller, Scopes.Admin, repo, cancellationToken);
                var known = await PolicyTable.ListAsync(session, caller.Organisation, found.Id, cancellationToken);
                var inForce = known.FirstOrDefault(r => r.State == PolicyState.InForce);
                var digest = DigestOf(policy);
                if (inForce?.Digest == digest) return inForce;
                if (known.FirstOrDefault(r => r.State == PolicyState.Pending) is { } pending
                    && pending.Digest == digest) return pending;

                var weakens = PolicyChange.Weakenings(inForce?.Policy ?? PromotionPolicy.None, policy, clock.Now);
                var revision = new PolicyRevision(
                    found.Slug, known.IsEmpty ? 1 : known[0].Number + 1, PolicyState.Pending, policy, digest, weakens,
                    clock.Now, caller.Subject.Name, null, null);
                await PolicyTable.AddAsync(session, caller.Organisation, found.Id, revision, cancellationToken);
                await ReplaceAsync(session, caller, found, known, PolicyState.Pending, cancellationToken);
                await RecordAsync(session, caller, "policy.propose", found, revision, cancellationToken);
                return weakens.IsEmpty
                    ? await EnforceAsync(session, caller, found, revision, known, cancellationToken)
                    : revision;
            },
            cancellationToken);
    }

    public Task<PolicyRevision> DecideAsync(Caller caller, string repo, long number, bool isApproved,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Admin);
        return store.WriteAsync(
            async session =>
            {
                var found = await Repos.FindForUpdateAsync(session, caller, Scopes.Admin, repo, cancellationToken);
                var known = await PolicyTable.ListAsync(session, caller.Organisation, found.Id, cancellationToken);
                var revision = known.FirstOrDefault(r => r.Number == number)
                    ?? throw Refuse.NotFound(
                        $"The policy of the repo \"{found.Slug}\" has no revision {number}. `atlas cloud repo policy " +
                            $"history --repo {found.Slug}` shows them.");
                if (revision.State != PolicyState.Pending)
                {
                    throw Refuse.Conflict(
                        $"Revision {number} of the policy of \"{found.Slug}\" isn't pending: it is " +
                            $"{Words.Of(revision.State)}.");
                }

                if (!isApproved)
                {
                    var rejected = Decided(revision, PolicyState.Rejected, caller);
                    await PolicyTable.SaveAsync(session, caller.Organisation, found.Id, rejected, cancellationToken);
                    await RecordAsync(session, caller, "policy.reject", found, rejected, cancellationToken);
                    return rejected;
                }

                if (revision.ProposedBy == caller.Subject.Name)
                {
                    throw Refuse.Forbidden(
                        $"Revision {number} was proposed by \"{caller.Subject.Name}\", and it weakens the policy of " +
                            $"\"{found.Slug}\": a second person with the scope \"admin\" has to approve it.");
                }

                return await EnforceAsync(session, caller, found, revision, known, cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>Returns the digest that permits are bound to.</summary>
    private static Digest DigestOf(PromotionPolicy policy) => Digest.Of(CanonicalJson.Write(
        JsonSerializer.SerializeToNode(policy, RegistryJson.Default.PromotionPolicy) ?? new JsonObject()));

    private async Task<PolicyRevision> EnforceAsync(
        StoreSession session, Caller caller, RepoRow repo, PolicyRevision revision, Seq<PolicyRevision> known,
        CancellationToken cancellationToken)
    {
        await ReplaceAsync(session, caller, repo, known, PolicyState.InForce, cancellationToken);
        var enforced = Decided(revision, PolicyState.InForce, caller);
        await PolicyTable.SaveAsync(session, caller.Organisation, repo.Id, enforced, cancellationToken);
        var envs = revision.Policy.Rules.Select(r => r.Env).ToSeq();
        foreach (var env in envs.Concat(revision.Policy.Rules.SelectMany(r => r.From)))
            await RepoTable.AddEnvironmentAsync(session, caller.Organisation, repo.Id, env, cancellationToken);
        await RepoTable.SaveAsync(session, caller.Organisation, repo with { ProtectedEnvs = envs }, cancellationToken);
        await RecordAsync(session, caller, "policy.enforce", repo, enforced, cancellationToken);
        return enforced;
    }

    private PolicyRevision Decided(PolicyRevision revision, PolicyState state, Caller caller) =>
        revision with { State = state, DecidedAt = clock.Now, DecidedBy = caller.Subject.Name };

    private static async Task ReplaceAsync(
        StoreSession session, Caller caller, RepoRow repo, Seq<PolicyRevision> known, PolicyState state,
        CancellationToken cancellationToken)
    {
        foreach (var other in known.Where(r => r.State == state))
        {
            await PolicyTable.SaveAsync(session, caller.Organisation, repo.Id, other with
            { State = PolicyState.Replaced }, cancellationToken);
        }
    }

    private Task RecordAsync(
        StoreSession session, Caller caller, string action, RepoRow repo, PolicyRevision revision,
        CancellationToken cancellationToken) =>
        audit.RecordAsync(
            session, caller, action, repo.Id,
            new JsonObject
            {
                ["number"] = revision.Number,
                ["digest"] = revision.Digest.Value,
                ["policy"] = JsonSerializer.SerializeToNode(revision.Policy, RegistryJson.Default.PromotionPolicy),
                ["weakens"] = new JsonArray([.. revision.Weakens.Select(w => (JsonNode)w)]),
                ["proposedBy"] = revision.ProposedBy,
            },
            cancellationToken);

    private static void Check(PromotionPolicy policy)
    {
        if (policy.Rules.Count > MostEntries) throw Refuse.Invalid($"A policy has at most {MostEntries} rules.");
        if (policy.Rules.Select(r => r.Env).Distinct().Count() < policy.Rules.Count)
            throw Refuse.Invalid("A policy has one rule for each environment.");
        foreach (var rule in policy.Rules) Check(rule);
    }

    private static void Check(PromotionRule rule)
    {
        Names.CheckEnv(rule.Env);
        if (rule.From.Count + rule.Validations.Count + rule.Freezes.Count > MostEntries)
            throw Refuse.Invalid($"The rule of \"{rule.Env}\" has more than {MostEntries} entries.");
        foreach (var env in rule.From) Names.CheckEnv(env);
        foreach (var validation in rule.Validations) Names.CheckText("validation's name", validation, LongestName);
        if (rule.VerifiedBy is { } by) Names.CheckText("verifier's name", by, LongestName);
        if (rule.From.Contains(rule.Env))
            throw Refuse.Invalid($"The environment \"{rule.Env}\" can't be the source of itself.");
        if (rule.Soak < TimeSpan.Zero || rule.VerifiedWithin <= TimeSpan.Zero || rule.Approvals < 0)
            throw Refuse.Invalid($"The rule of \"{rule.Env}\" has a negative time or count.");
        if (rule.Freezes.Any(f => f.To <= f.From))
            throw Refuse.Invalid($"A freeze of \"{rule.Env}\" ends before it begins.");
        if (rule.From.IsEmpty && (rule.Soak > TimeSpan.Zero || !rule.Validations.IsEmpty || rule.NeedsVerification))
            throw Refuse.Invalid($"The rule of \"{rule.Env}\" asks for something of its sources, and names none.");
        if (rule is { Approvals: > 0, RequirePlan: false })
            throw Refuse.Invalid($"The rule of \"{rule.Env}\" asks for approvals of a plan, and wants no plan.");
    }
}
