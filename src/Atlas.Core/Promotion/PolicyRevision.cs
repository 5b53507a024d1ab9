using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Promotion;

/// <summary>One revision of a repo's promotion policy; revisions are kept for ever.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="State">What became of it.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Digest">The digest of the policy's canonical JSON; permits are bound to it.</param>
/// <param name="Weakens">What it made weaker than the one in force, a sentence each; empty when nothing.</param>
/// <param name="ProposedAt">When it was proposed, by the registry's clock.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="DecidedAt">When it came into force or was rejected; null while it is pending.</param>
/// <param name="DecidedBy">Who decided that; the proposer where no second person was needed.</param>
public sealed record PolicyRevision(
    string Repo, long Number, PolicyState State, PromotionPolicy Policy, Digest Digest, Seq<string> Weakens,
    DateTimeOffset ProposedAt, string ProposedBy, DateTimeOffset? DecidedAt, string? DecidedBy);

/// <summary>What became of a revision of a policy.</summary>
public enum PolicyState
{
    /// <summary>It decides now.</summary>
    InForce,

    /// <summary>It weakens the one in force, and waits for a second person.</summary>
    Pending,

    /// <summary>A later one took its place.</summary>
    Replaced,

    /// <summary>It was rejected, or withdrawn.</summary>
    Rejected,
}
