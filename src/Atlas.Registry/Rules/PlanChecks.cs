using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>What a plan must be like, who may decide on it, and what a deployment may run of it.</summary>
internal static class PlanChecks
{
    private const int MostFindings = 1000;
    private const int LongestMigration = 4 << 20;

    public static void Check(PlanPush push)
    {
        Names.CheckPlan(push.Name);
        Fingerprinted.Check(push.From);
        Fingerprinted.Check(push.To);
        Fingerprinted.Check(push.Replay.Found);
        Names.CheckText("driver", push.Replay.Driver, 64);
        Names.CheckText("server's version", push.Replay.EngineMajor, 64);
        if (push.Migration.Length > LongestMigration || push.Migration.Contains('\0'))
            throw Refuse.Invalid($"A plan's SQL has up to {LongestMigration} characters, and no NUL among them.");
        if (push.Status is PlanStatus.Rejected)
            throw Refuse.Invalid("A plan is pushed as PENDING or APPROVED.");
        if (push.Replay.Findings.Count > MostFindings)
            throw Refuse.Invalid($"A plan is pushed with up to {MostFindings} findings.");
        foreach (var state in push.Replay.States) Fingerprinted.Check(state);
        if (push.Replay.Found != push.To)
        {
            throw Refuse.Invalid(
                $"The plan \"{push.Name}\" was tried and arrives at {push.Replay.Found}, not at {push.To}: it does " +
                    "not do what it is for.");
        }
    }

    public static void CheckDriver(RepoRow repo, PlanPush push)
    {
        if (repo.Driver is { } driver && driver != push.Replay.Driver)
        {
            throw Refuse.Conflict(
                $"The repo \"{repo.Slug}\" holds schemas for {driver}, and the plan was tried on " +
                    $"{push.Replay.Driver}.");
        }
    }

    /// <summary>Throws unless somebody may give a verdict on what they looked at.</summary>
    public static void CheckVerdict(
        Caller caller, RepoRow repo, PlanRow plan, PlanReference reference, PlanStatus verdict)
    {
        var digest = StoredPlan.DigestOf(plan.From, plan.To, plan.Migration);
        if (reference.Digest != digest)
        {
            throw Refuse.Conflict(
                $"The plan \"{plan.Name}\" was changed meanwhile: its digest is {digest}, and the verdict is on " +
                    $"{Names.Shown(reference.Digest.Value)}. Look at the plan again.");
        }

        if (!repo.RequiresPlanApproval || verdict is not PlanStatus.Approved) return;
        if (caller.Subject.IsBot)
        {
            throw Refuse.Forbidden(
                $"The repo \"{repo.Slug}\" asks for a person's approval of plans, and \"{caller.Subject.Name}\" is a " +
                    "bot. Have somebody approve it with a token of their own.");
        }

        if (caller.Subject.Name == plan.Author)
        {
            throw Refuse.Forbidden(
                $"The repo \"{repo.Slug}\" asks for plans to be approved by another person than their author, and " +
                    $"\"{caller.Subject.Name}\" wrote the plan \"{plan.Name}\". Have somebody else approve it.");
        }
    }

    /// <summary>Throws unless the plans of a deployment are approved as they were read, and lead from where it starts
    /// to where it goes.</summary>
    public static async Task CheckDeploymentAsync(
        StoreSession session, Caller caller, RepoRow repo, DeploymentBegin begin, CancellationToken cancellationToken)
    {
        if (begin.Plans.IsEmpty) return;
        var at = begin.PlanFrom ?? begin.FromFingerprint;
        foreach (var reference in begin.Plans)
        {
            var plan = await Plans.FindAsync(session, caller, repo, reference.Name, cancellationToken);
            if (StoredPlan.DigestOf(plan.From, plan.To, plan.Migration) != reference.Digest)
                throw Refuse.Conflict($"The plan \"{plan.Name}\" was changed meanwhile. Run the command again.");
            if (plan.Status is not PlanStatus.Approved)
            {
                throw Refuse.Conflict(
                    $"The plan \"{plan.Name}\" is {Words.Of(plan.Status)}, and only an approved one may be applied.");
            }

            var isRest = begin.IsResumed && reference == begin.Plans[0] && plan.Replay.States.Contains(at);
            if (plan.From != at && !isRest)
                throw Refuse.Conflict($"The plan \"{plan.Name}\" starts at {plan.From}, and the database is at {at}.");
            at = plan.To;
        }

        var goal = begin.PlanTo ?? begin.ToFingerprint;
        if (at != goal)
        {
            throw Refuse.Conflict($"The plans arrive at {at}, and the deployment is to arrive at {goal}.");
        }
    }
}
