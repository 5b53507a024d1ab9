using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;

namespace Atlas.Core.Promotion;

/// <summary>The leave to run one deployment; its id is the deployment's, and it is bound to all that its begin
/// says.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="Target">The database.</param>
/// <param name="From">What inspection found there.</param>
/// <param name="Version">The version; null where a broken glass lets something else through.</param>
/// <param name="Digest">Its digest; null with it.</param>
/// <param name="Plan">The digest of the whole begin: target, fingerprints, version, statements and checks.</param>
/// <param name="Policy">The digest of the policy that was asked.</param>
/// <param name="Subject">Who may deploy with it.</param>
/// <param name="State">What became of it.</param>
/// <param name="GrantedAt">When it was granted, by the registry's clock.</param>
/// <param name="ExpiresAt">When it lapses unless a begin consumes it before.</param>
/// <param name="ConsumedAt">When the begin consumed it; null when none did.</param>
/// <param name="BeatAt">When its holder was last heard of; null before the begin.</param>
/// <param name="ClosedAt">When it was closed; null when it wasn't.</param>
/// <param name="BreakGlass">The exception that it is; null for one that the evidence allowed.</param>
public sealed record Permit(
    string Id, string Repo, string Env, DeployedDatabase Target, Fingerprint From, string? Version, Digest? Digest,
    Digest Plan, Digest Policy, string Subject, PermitState State, DateTimeOffset GrantedAt,
    DateTimeOffset ExpiresAt, DateTimeOffset? ConsumedAt, DateTimeOffset? BeatAt, DateTimeOffset? ClosedAt,
    BreakGlass? BreakGlass)
{
    /// <summary>Gets whether it keeps others from being granted for the same database.</summary>
    public bool IsOpen => State is PermitState.Granted or PermitState.InUse or PermitState.Silent;
}

/// <summary>What became of a permit.</summary>
public enum PermitState
{
    /// <summary>It waits for its begin.</summary>
    Granted,

    /// <summary>Its deployment runs; its holder is heard of.</summary>
    InUse,

    /// <summary>Its deployment began, and its holder isn't heard of any more.</summary>
    Silent,

    /// <summary>The end of its deployment closed it.</summary>
    Closed,

    /// <summary>No begin consumed it in time.</summary>
    Lapsed,

    /// <summary>Its holder never closed it; somebody else settled the target.</summary>
    NeverClosed,
}

/// <summary>A deployment without the evidence that the policy asks for.</summary>
/// <param name="Reason">Why, in the words of who did it.</param>
/// <param name="Reasons">What the policy refused it for.</param>
/// <param name="ReviewedBy">Who reviewed it afterwards; null while it is open.</param>
/// <param name="ReviewedAt">When; null with it.</param>
/// <param name="Review">What the review says; null with it.</param>
public sealed record BreakGlass(
    string Reason, Seq<string> Reasons, string? ReviewedBy, DateTimeOffset? ReviewedAt, string? Review);

/// <summary>Asks for a permit.</summary>
/// <param name="Begin">The deployment, exactly as it will begin.</param>
/// <param name="BreakGlass">The reason for doing it without evidence; null to be judged by the policy.</param>
public sealed record PermitRequest(DeploymentBegin Begin, string? BreakGlass);

/// <summary>What a registry would say to a request for a permit.</summary>
/// <param name="IsNeeded">Whether the environment is protected.</param>
/// <param name="Refusals">What speaks against it, a sentence each; empty when nothing does.</param>
public sealed record PermitExamination(bool IsNeeded, Seq<string> Refusals)
{
    /// <summary>What is said of an environment that nothing protects.</summary>
    public static readonly PermitExamination Unneeded = new(false, []);

    /// <summary>Returns the refusals as a list for people, a line each.</summary>
    public string ToText() => string.Join("\n", Refusals.Select(r => $"  - {r}"));
}

/// <summary>Which permits to list; null members don't filter.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Env">The environment.</param>
/// <param name="IsBreakGlass">Only exceptions; those that wait for their review where
/// <see cref="IsUnreviewed"/>.</param>
/// <param name="IsUnreviewed">Only exceptions that nobody reviewed yet.</param>
public sealed record PermitFilter(string? Repo, string? Env, bool IsBreakGlass, bool IsUnreviewed);

/// <summary>Why a version can't be promoted any more.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Version">The version.</param>
/// <param name="Env">The environment that was moved back from it; empty when a person withdrew it
/// everywhere.</param>
/// <param name="Reason">Why, in the words of who withdrew it; empty where an environment was moved back.</param>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="By">Who did it.</param>
public sealed record Withdrawal(
    string Repo, string Version, string Env, string Reason, DateTimeOffset At, string By);

/// <summary>A target of a protected environment.</summary>
/// <param name="Repo">The repo's slug; null for who may not read it.</param>
/// <param name="Env">The environment; null with it.</param>
public sealed record ProtectedDatabase(string? Repo, string? Env);
