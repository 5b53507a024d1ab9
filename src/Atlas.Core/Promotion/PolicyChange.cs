using Atlas.Core.Model;

namespace Atlas.Core.Promotion;

/// <summary>Compares two policies: what one lets through that the other refused.</summary>
public static class PolicyChange
{
    /// <summary>Returns what becomes weaker, a sentence each, in the order of the environments' names; empty when the
    /// new policy refuses all that the old one refused.</summary>
    /// <param name="before">The policy in force.</param>
    /// <param name="after">The one that is to replace it.</param>
    /// <param name="now">The moment; freezes that are over don't count.</param>
    public static Seq<string> Weakenings(PromotionPolicy before, PromotionPolicy after, DateTimeOffset now) =>
        before.Rules.SelectMany(old => after.For(old.Env) is { } rule
            ? Weakenings(old, rule, now).Select(what => $"\"{old.Env}\": {what}")
            : [$"\"{old.Env}\": is no longer protected"]).ToSeq();

    private static IEnumerable<string> Weakenings(PromotionRule old, PromotionRule rule, DateTimeOffset now)
    {
        foreach (var source in old.From.Except(rule.From))
            yield return $"from no longer names \"{source}\"";
        if (rule.Soak < old.Soak)
            yield return $"soak goes from {PolicyText.Duration(old.Soak)} to {PolicyText.Duration(rule.Soak)}";
        if (old.RequireTests && !rule.RequireTests) yield return "require_tests is switched off";
        foreach (var validation in old.Validations.Except(rule.Validations))
            yield return $"validations no longer name \"{validation}\"";
        if (old.RequirePlan && !rule.RequirePlan) yield return "require_plan is switched off";
        if (rule.Approvals < old.Approvals) yield return $"approvals go from {old.Approvals} to {rule.Approvals}";
        if (old.VerifiedBy is { } by && rule.VerifiedBy != by)
            yield return $"verified_by is no longer \"{by}\"";
        if (old.VerifiedWithin is { } within && !(rule.VerifiedWithin <= within))
            yield return $"verified_within goes from {PolicyText.Duration(within)} to " +
                (rule.VerifiedWithin is { } longer ? PolicyText.Duration(longer) : "any age");
        foreach (var freeze in old.Freezes.Where(f => f.To > now && !IsCovered(f, rule.Freezes, now)))
            yield return $"the freeze from {PolicyText.Time(freeze.From)} to {PolicyText.Time(freeze.To)} is opened";
        if (!old.SameDigest && rule.SameDigest) yield return "same_digest is switched on";
        if (!old.AllowOlder && rule.AllowOlder) yield return "allow_older is switched on";
    }

    /// <summary>Returns whether what is left of a freeze is frozen by others, one after the other.</summary>
    private static bool IsCovered(FreezeWindow freeze, Seq<FreezeWindow> others, DateTimeOffset now)
    {
        var reached = freeze.From > now ? freeze.From : now;
        foreach (var other in others.OrderBy(w => w.From))
            if (other.From <= reached && other.To > reached) reached = other.To;
        return reached >= freeze.To;
    }
}
