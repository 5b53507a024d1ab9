using Atlas.Core.Model;

namespace Atlas.Core.Promotion;

/// <summary>What a registry demands before a version of a repo may be deployed to an environment.</summary>
/// <param name="Rules">The rules by their environments' names; one for each at most.</param>
public sealed record PromotionPolicy(Seq<PromotionRule> Rules)
{
    /// <summary>The policy that demands nothing.</summary>
    public static readonly PromotionPolicy None = new([]);

    /// <summary>Returns the rule of an environment; null when it isn't protected.</summary>
    public PromotionRule? For(string env) => Rules.FirstOrDefault(r => r.Env == env);
}

/// <summary>What must hold for a deployment to one environment.</summary>
/// <param name="Env">The environment.</param>
/// <param name="From">The environments in which the version must be current on every target that counts; may be
/// empty.</param>
/// <param name="Soak">How long it must have been current there without interruption; zero for no time.</param>
/// <param name="RequireTests">Whether an unfiltered, passing run of the schema tests on the version is
/// needed.</param>
/// <param name="Validations">The validations that must have been reported for the deployment that is current in the
/// sources; sorted.</param>
/// <param name="RequirePlan">Whether only an approved plan of the transition may run.</param>
/// <param name="Approvals">How many approvals of that plan are needed.</param>
/// <param name="VerifiedBy">Who must have verified the sources; null for nobody in particular.</param>
/// <param name="VerifiedWithin">How old the verification of the sources may be; null for any age.</param>
/// <param name="Freezes">The times in which nothing is deployed, by their beginning.</param>
/// <param name="SameDigest">Whether the same content under another version's name in the sources will do.</param>
/// <param name="AllowOlder">Whether a version older than the target's current one may be deployed.</param>
public sealed record PromotionRule(
    string Env, Seq<string> From, TimeSpan Soak, bool RequireTests, Seq<string> Validations, bool RequirePlan,
    int Approvals, string? VerifiedBy, TimeSpan? VerifiedWithin, Seq<FreezeWindow> Freezes, bool SameDigest,
    bool AllowOlder)
{
    /// <summary>Gets whether the sources must have been verified at all.</summary>
    public bool NeedsVerification => VerifiedBy is not null || VerifiedWithin is not null;

    /// <summary>Returns the rule that protects an environment and demands nothing else.</summary>
    public static PromotionRule Of(string env) => new(env, [], TimeSpan.Zero, false, [], false, 0, null, null, [],
        false, false);
}

/// <summary>A time in which nothing is deployed.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="To">The first moment after it.</param>
public sealed record FreezeWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Returns whether a moment is in it.</summary>
    public bool Holds(DateTimeOffset moment) => From <= moment && moment < To;
}
