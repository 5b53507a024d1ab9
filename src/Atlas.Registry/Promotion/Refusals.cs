using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Promotion;

/// <summary>Judges evidence by a rule: what speaks against a deployment. Pure, and complete: every reason at
/// once.</summary>
internal static class Refusals
{
    /// <summary>Returns the reasons, a sentence each, in the order in which a person would look; empty when nothing
    /// speaks against it.</summary>
    public static Seq<string> Of(PromotionRule rule, Evidence evidence) =>
    [
        .. OfDatabase(evidence),
        .. OfTime(rule, evidence.Now),
        .. OfPlan(rule, evidence),
        .. evidence.Version is { } version
            ? OfVersion(rule, evidence, version)
            : [$"What is to be deployed isn't a version of the registry, and only versions reach \"{rule.Env}\"."],
    ];

    private static IEnumerable<string> OfDatabase(Evidence evidence)
    {
        if (evidence.Objection is { } objection) yield return objection;
        if (evidence.Open is { } open)
        {
            yield return $"Another permit for this database is open: that of the deployment {open.Id} by " +
                $"\"{open.Subject}\", granted at {PolicyText.Time(open.GrantedAt)}" +
                (open.State == PermitState.Granted ? $", which lapses at {PolicyText.Time(open.ExpiresAt)}." : ".");
        }
    }

    private static IEnumerable<string> OfTime(PromotionRule rule, DateTimeOffset now) =>
        rule.Freezes.Where(f => f.Holds(now))
            .Select(f => $"Deployments to \"{rule.Env}\" are frozen until {PolicyText.Time(f.To)}.");

    private static IEnumerable<string> OfPlan(PromotionRule rule, Evidence evidence)
    {
        if (!rule.RequirePlan || evidence.Begin.FromFingerprint == evidence.Begin.ToFingerprint) yield break;
        if (evidence.Plans.IsEmpty)
            yield return "The statements were computed, and the policy wants an approved plan for this transition " +
                "(require_plan).";
        if (rule.Approvals == 0) yield break;
        foreach (var plan in evidence.Plans)
            if (FlawOfApprovals(rule, plan, evidence) is { } flaw)
                yield return $"The plan \"{plan.Name}\" {flaw}; the policy wants the approval of " +
                    $"{(rule.Approvals == 1 ? "somebody who is" : $"{rule.Approvals} people who are")} neither its " +
                    $"author, nor the version's, nor who deploys it (approvals).";
    }

    private static string? FlawOfApprovals(PromotionRule rule, PlanRow plan, Evidence evidence)
    {
        if (plan.Review is not { Verdict: PlanStatus.Approved } review) return "was approved by nobody";
        var flaws = review.Approvers().ToLookup(a => FlawOf(a, plan, evidence) is null);
        if (flaws[true].Count() >= rule.Approvals) return null;
        var others = string.Join(", and ", flaws[false].Select(a => $"by {FlawOf(a, plan, evidence)}"));
        return rule.Approvals == 1 ? $"was approved {others}"
            : $"has {flaws[true].Count()} of {rule.Approvals} approvals" +
                (others.Length > 0 ? $" (approved also {others})" : "");
    }

    /// <summary>Returns why an approval doesn't count; null when it does.</summary>
    private static string? FlawOf(PlanApproval approval, PlanRow plan, Evidence evidence) => approval.Subject switch
    {
        var by when by == plan.Author => $"its author, \"{by}\"",
        var by when by == evidence.Version?.PushedBy => $"\"{by}\", who pushed the version",
        var by when by == evidence.Subject => $"\"{by}\", who deploys it",
        var by when approval.IsBot => $"\"{by}\", which is a bot",
        _ => null,
    };

    private static IEnumerable<string> OfVersion(PromotionRule rule, Evidence evidence, VersionRow version)
    {
        if (evidence.Begin.IsPartial)
        {
            yield return $"The plan leaves a part of version {version.Version} out, by a filter or by diff.skip: " +
                "what it makes isn't that version.";
        }

        foreach (var withdrawal in evidence.Withdrawals.Where(w => w.Env.Length == 0 || rule.From.Contains(w.Env)))
        {
            yield return withdrawal.Env.Length == 0
                ? $"Version {version.Version} was withdrawn by \"{withdrawal.By}\" at " +
                    $"{PolicyText.Time(withdrawal.At)}: {withdrawal.Reason}"
                : $"\"{withdrawal.Env}\" was moved back from version {version.Version} at " +
                    $"{PolicyText.Time(withdrawal.At)}. Push it again under another name and validate that.";
        }

        if (!rule.AllowOlder && evidence.OnTarget is { } current && current.Sequence > version.Sequence)
        {
            yield return $"Version {version.Version} was pushed before {current.Version}, which this database is on " +
                "or was on last, and the policy doesn't allow going back (allow_older).";
        }

        if (rule.RequireTests && OfTests(evidence.Tests, version) is { } tests) yield return tests;
        foreach (var source in evidence.Sources)
        {
            if (source.Targets.IsEmpty)
                yield return $"\"{source.Env}\" has no database that counts: nothing was validated there.";
            foreach (var missing in source.Targets.SelectMany(t => OfValidations(rule, evidence, t)))
                yield return missing;
            foreach (var target in source.Targets)
                if ((OfSource(rule, evidence.Now, version, target) ?? OfVerification(rule, evidence.Now, target)) is
                    { } reason) yield return reason;
        }
    }

    /// <summary>Only a run in which no case was filtered out or skipped tells of the version; the last one counts.</summary>
    private static string? OfTests(Seq<TestRun> runs, VersionRow version) =>
        runs.LastOrDefault(r => r.IsWhole()) switch
        {
            null => $"Version {version.Version} has no run of its schema tests in which every case ran (require_tests).",
            { Outcome: EvidenceOutcome.Passed } => null,
            var run => $"The schema tests of version {version.Version} failed at {PolicyText.Time(run.At)} " +
                "(require_tests).",
        };

    private static IEnumerable<string> OfValidations(PromotionRule rule, Evidence evidence, TargetRow target)
    {
        foreach (var name in rule.Validations)
        {
            var stands = evidence.Validations.FirstOrDefault(v => v.TargetId == target.Id && v.Report.Name == name);
            if (stands is null)
                yield return $"{Place(target)} has no validation \"{name}\" of the deployment that is current there.";
            else if (stands.Report.Outcome != EvidenceOutcome.Passed)
                yield return $"{Place(target)}: the validation \"{name}\" failed.";
        }
    }

    private static string? OfSource(PromotionRule rule, DateTimeOffset now, VersionRow version, TargetRow target)
    {
        var place = Place(target);
        if (target.OpenDeployment is { } open)
            return $"{place} has the deployment {open} open: nobody knows which version it is on.";
        if (target.IsDrifted)
            return $"{place} has drifted: what is there isn't version {target.LastVersion ?? "that was deployed"}.";
        if (target is not { CurrentVersion: { } current, CurrentDigest: { } digest })
            return $"{place} is on no version that is known.";
        if (current != version.Version)
        {
            return digest != version.Digest ? $"{place} is on version {current}, not on {version.Version}."
                : rule.SameDigest ? OfStay(rule, now, current, target, place)
                : $"{place} is on version {current}, which has the same content as {version.Version} under another " +
                    "name; the policy wants the name that was validated (same_digest).";
        }

        return OfStay(rule, now, current, target, place);
    }

    /// <summary>What was reported by who deployed isn't verified; only what somebody else saw afterwards is.</summary>
    private static string? OfVerification(PromotionRule rule, DateTimeOffset now, TargetRow target)
    {
        if (!rule.NeedsVerification) return null;
        if (target is not { IsVerified: true, VerifiedAt: { } at, VerifiedBy: { } by })
            return $"{Place(target)} was reported to be on its version, and nobody verified it since.";
        if (rule.VerifiedBy is { } wanted && wanted != by)
            return $"{Place(target)} was verified by \"{by}\", and the policy wants \"{wanted}\" (verified_by).";
        return rule.VerifiedWithin is { } age && now - at > age
            ? $"{Place(target)} was verified at {PolicyText.Time(at)}, which is longer ago than " +
                $"{PolicyText.Duration(age)} (verified_within)."
            : null;
    }

    private static string Place(TargetRow target) => $"\"{target.Env}\" (database \"{target.Name}\")";

    private static string? OfStay(PromotionRule rule, DateTimeOffset now, string current, TargetRow target,
        string place)
    {
        if (rule.Soak == TimeSpan.Zero) return null;
        if (target.CurrentSince is not { } since)
            return $"{place} is on version {current} since nobody knows when; deploy it there again.";
        return now - since >= rule.Soak ? null
            : $"{place} is on version {current} since {PolicyText.Time(since)}; the policy wants " +
                $"{PolicyText.Duration(rule.Soak)} without interruption, which will be at " +
                $"{PolicyText.Time(since + rule.Soak)}.";
    }
}
