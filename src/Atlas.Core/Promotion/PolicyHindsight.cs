using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Core.Promotion;

/// <summary>A deployment of the past, and what a policy would have refused it for.</summary>
/// <param name="Deployment">The deployment, which went through.</param>
/// <param name="Refusals">What speaks against it, a sentence each; empty when nothing does.</param>
public sealed record JudgedDeployment(Deployment Deployment, Seq<string> Refusals);

/// <summary>Judges the deployments of the past by a policy, as if it had been in force: what would it have
/// refused?</summary>
/// <remarks>It knows what deployments, tests and validations say. What agents verified and who approved a plan at the time
/// isn't kept in a form that can be judged backwards, so <c>verified_by</c>, <c>verified_within</c> and
/// <c>approvals</c> are left out.</remarks>
public static class PolicyHindsight
{
    /// <summary>Judges every deployment to a protected environment that went through, newest first.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="history">What happened in the repo.</param>
    public static Seq<JudgedDeployment> Judge(PromotionPolicy policy, RepoHistory history)
    {
        var judged = new List<JudgedDeployment>();
        var places = new Dictionary<string, Stay>();
        foreach (var deployment in history.Deployments.OrderBy(d => d.BegunAt).ThenBy(d => d.Begin.Id, StringComparer.Ordinal))
        {
            if (deployment is not { TargetId: { } target, Outcome: not (DeploymentOutcome.DryRun or DeploymentOutcome.Blocked) })
                continue;
            var isDone = deployment.Outcome is DeploymentOutcome.Passed or DeploymentOutcome.NoAction;
            if (isDone && policy.For(deployment.Begin.Env) is { } rule)
                judged.Add(new(deployment, [.. Refusals(rule, history, places, deployment)]));
            places[target] = After(places.GetValueOrDefault(target), deployment);
        }

        judged.Reverse();
        return [.. judged];
    }

    private static IEnumerable<string> Refusals(
        PromotionRule rule, RepoHistory history, Dictionary<string, Stay> places, Deployment deployment)
    {
        var (begin, at) = (deployment.Begin, deployment.BegunAt);
        foreach (var freeze in rule.Freezes.Where(f => f.Holds(at)))
            yield return $"Deployments to \"{rule.Env}\" were frozen until {PolicyText.Time(freeze.To)}.";
        if (rule.RequirePlan && begin.Plans.IsEmpty && begin.FromFingerprint != begin.ToFingerprint)
            yield return "Its statements were computed, and no approved plan was run (require_plan).";
        if (begin.ToVersion is not { } version || begin.IsPartial)
        {
            yield return "What was deployed isn't a whole version of the registry.";
            yield break;
        }

        if (!rule.AllowOlder && places.GetValueOrDefault(deployment.TargetId ?? "") is { Version: { } before }
            && history.Order.GetValueOrDefault(before) > history.Order.GetValueOrDefault(version))
            yield return $"It went back from version {before} (allow_older).";
        if (rule.RequireTests && !Tested(history, begin, at))
            yield return $"Version {version} had no passing run of its schema tests in which every case ran (require_tests).";
        foreach (var env in rule.From)
        {
            var sources = places.Values.Where(p => p.Env == env).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
            if (sources.Count == 0) yield return $"\"{env}\" had no database that counts: nothing was validated there.";
            foreach (var reason in sources.SelectMany(s => OfSource(rule, history, s, deployment))) yield return reason;
        }
    }

    private static IEnumerable<string> OfSource(PromotionRule rule, RepoHistory history, Stay source, Deployment deployment)
    {
        var place = $"\"{source.Env}\" (database \"{source.Name}\")";
        var wanted = deployment.Begin;
        var isIt = source.Version == wanted.ToVersion
            || (rule.SameDigest && source.Digest is not null && source.Digest == wanted.ToDigest?.Value);
        if (source.EndedAt is null || source.EndedAt > deployment.BegunAt)
            yield return $"{place} had the deployment {source.Deployment} open.";
        else if (source.Version is not { } current) yield return $"{place} was on no version that is known.";
        else if (!isIt) yield return $"{place} was on version {current}, not on {wanted.ToVersion}.";
        else if (deployment.BegunAt - source.Since < rule.Soak)
        {
            yield return $"{place} was on version {current} since {PolicyText.Time(source.Since)} only; the policy wants " +
                $"{PolicyText.Duration(rule.Soak)} without interruption (soak).";
        }

        foreach (var name in rule.Validations)
        {
            var said = history.Validations.LastOrDefault(v => v.TargetId == source.Target && v.Report.Name == name
                && v.Deployment == source.Deployment && v.At <= deployment.BegunAt);
            if (said is not { Report.Outcome: EvidenceOutcome.Passed })
                yield return $"{place} had no passed validation \"{name}\" of the deployment that was current there.";
        }
    }

    private static bool Tested(RepoHistory history, DeploymentBegin begin, DateTimeOffset at) => history.Tests
        .Where(t => t.Report.Version == begin.ToVersion && t.At <= at && t.IsWhole())
        .MaxBy(t => t.At) is { Outcome: EvidenceOutcome.Passed };

    /// <summary>Follows a database as the registry does: a failure keeps the version only where it was rolled back; having
    /// nothing to do interrupts no stay.</summary>
    private static Stay After(Stay? before, Deployment deployment)
    {
        var (begin, end) = (deployment.Begin, deployment.End);
        var isThere = !begin.IsPartial && deployment.Outcome is DeploymentOutcome.Passed or DeploymentOutcome.NoAction
            && (end is null || end.Fingerprint == begin.ToFingerprint);
        var after = new Stay(
            deployment.TargetId ?? "", begin.Env, begin.Target.Name, null, null, begin.Id, deployment.EndedAt ?? default,
            deployment.EndedAt);
        if (isThere)
        {
            var isStay = deployment.Outcome is DeploymentOutcome.NoAction && before?.Version == begin.ToVersion;
            return after with
            {
                Version = begin.ToVersion,
                Digest = begin.ToDigest?.Value,
                Since = isStay && before is not null ? before.Since : after.Since,
                Deployment = isStay && before is not null ? before.Deployment : begin.Id,
            };
        }

        return before is not null && end is { IsRolledBack: true }
            ? before with { EndedAt = deployment.EndedAt } : after;
    }

    /// <summary>What a database was on.</summary>
    private sealed record Stay(
        string Target, string Env, string Name, string? Version, string? Digest, string Deployment, DateTimeOffset Since,
        DateTimeOffset? EndedAt);
}

/// <summary>What happened in a repo.</summary>
/// <param name="Deployments">Its deployments, in any order.</param>
/// <param name="Tests">The runs of its schema tests.</param>
/// <param name="Validations">What was said of its databases, oldest first.</param>
/// <param name="Order">The push order of its versions by name.</param>
public sealed record RepoHistory(
    Seq<Deployment> Deployments, Seq<TestRun> Tests, Seq<Validation> Validations,
    IReadOnlyDictionary<string, long> Order);
