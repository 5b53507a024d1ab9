using System.Text.Json.Nodes;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>The rules of plans. Source: docs/design/0007-plans.md.</summary>
internal sealed class Plans(RegistryStore store, RegistryClock clock, Audit audit)
{
    public Task<StoredPlan> PushAsync(Caller caller, PlanPush push, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Plan);
        caller.Check(push.Claims);
        PlanChecks.Check(push);
        return store.WriteAsync(
            async session =>
            {
                var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Plan, push.Repo, cancellationToken);
                PlanChecks.CheckDriver(repo, push);
                var status = repo.RequiresPlanApproval ? PlanStatus.Pending : push.Status;
                if (status is PlanStatus.Approved) caller.Demand(Scopes.Approve, repo.Slug);
                var known = await PlanTable.ByNameAsync(session, caller.Organisation, repo.Id, push.Name,
                    cancellationToken);
                var plan = known is not null && IsSameText(known, push)
                    ? status is PlanStatus.Approved ? Decided(caller, known, status, push.Claims) : known
                    : Written(caller, push, status);
                if (plan == known) return plan.ToPlan(caller, repo);
                await SaveAsync(session, caller, repo, plan, cancellationToken);
                var action = known is null ? "plan.push" : IsSameText(known, push) ? "plan.approve" : "plan.change";
                await RecordAsync(session, caller, action, repo, plan, known, cancellationToken);
                return plan.ToPlan(caller, repo);
            },
            cancellationToken);
    }

    public Task<StoredPlan> GetAsync(Caller caller, string repo, string name, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                return (await FindAsync(session, caller, found, name, cancellationToken)).ToPlan(caller, found);
            },
            cancellationToken);
    }

    public Task<Page<StoredPlan>> ListAsync(Caller caller, string repo, PlanFilter filter, PageRequest page,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        if (filter.From is { } from) Fingerprinted.Check(from);
        if (filter.To is { } to) Fingerprinted.Check(to);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                var plans = await PlanTable.ListAsync(session, caller.Organisation, found.Id, filter, limit, offset,
                    cancellationToken);
                var total = await PlanTable.CountAsync(session, caller.Organisation, found.Id, filter,
                    cancellationToken);
                return new Page<StoredPlan>(plans.Select(p => p.ToPlan(caller, found)).ToSeq(), page.Number, page.Size,
                    total);
            },
            cancellationToken);
    }

    /// <summary>Lists plans of all repos that the caller may read, newest first.</summary>
    public Task<Page<StoredPlan>> ListAllAsync(Caller caller, PlanStatus? status, PageRequest page,
        CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var plans = await PlanTable.ListAllAsync(session, caller, status, limit, offset,
                    cancellationToken);
                var total = await PlanTable.CountAllAsync(session, caller, status, cancellationToken);
                return new Page<StoredPlan>(plans.Select(p => p.Plan.ToPlan(caller, p.Repo)).ToSeq(), page.Number, page.Size,
                    total);
            },
            cancellationToken);
    }

    public Task<StoredPlan> ReviewAsync(Caller caller, PlanVerdict verdict, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Approve);
        caller.Check(verdict.Claims);
        if (verdict.Verdict is PlanStatus.Pending)
            throw Refuse.Invalid("A verdict on a plan is APPROVED or REJECTED.");
        return store.WriteAsync(
            async session =>
            {
                var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Approve, verdict.Repo,
                    cancellationToken);
                var plan = await DecideAsync(session, caller, repo, new(verdict.Name, verdict.Digest), verdict.Verdict,
                    verdict.Claims, cancellationToken);
                return plan.ToPlan(caller, repo);
            },
            cancellationToken);
    }

    public Task<StoredPlan> RemoveAsync(Caller caller, string repo, string name, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Plan);
        return store.WriteAsync(
            async session =>
            {
                var found = await Repos.FindForUpdateAsync(session, caller, Scopes.Plan, repo, cancellationToken);
                var plan = await FindAsync(session, caller, found, name, cancellationToken);
                await PlanTable.RemoveAsync(session, caller.Organisation, found.Id, plan.Name, cancellationToken);
                await PlanCommentTable.RemoveAsync(session, caller.Organisation, found.Id, plan.Name, cancellationToken);
                await RepoTable.SaveAsync(session, caller.Organisation, found, cancellationToken);
                await RecordAsync(session, caller, "plan.remove", found, plan, plan, cancellationToken);
                return plan.ToPlan(caller, found);
            },
            cancellationToken);
    }

    /// <summary>Approves the plan that arrives at what is pushed, in the transaction of the push.</summary>
    public async Task<StoredPlan> ApproveWithAsync(StoreSession session, Caller caller, RepoRow repo,
        PlanReference reference, PushRequest push, CancellationToken cancellationToken)
    {
        var plan = await FindAsync(session, caller, repo, reference.Name, cancellationToken);
        if (plan.To != push.Fingerprint)
        {
            throw Refuse.Conflict(
                $"The plan \"{plan.Name}\" arrives at {plan.To}, and what is pushed is {push.Fingerprint}. Nothing " +
                    "was pushed. Make a plan for this schema, or push the schema that the plan is for.");
        }

        var approved = await DecideAsync(session, caller, repo, reference, PlanStatus.Approved, push.Claims,
            cancellationToken);
        return approved.ToPlan(caller, repo);
    }

    /// <summary>Removes every plan that leads from or to a state, in the transaction of that state's redaction: their
    /// SQL tells what was in it.</summary>
    public async Task RemoveAllOfAsync(StoreSession session, Caller caller, RepoRow repo, Fingerprint state,
        CancellationToken cancellationToken)
    {
        foreach (var filter in new[] { new PlanFilter(From: state), new PlanFilter(To: state) })
        {
            var plans = await PlanTable.ListAsync(session, caller.Organisation, repo.Id, filter, int.MaxValue, 0,
                cancellationToken);
            foreach (var plan in plans)
            {
                await PlanTable.RemoveAsync(session, caller.Organisation, repo.Id, plan.Name, cancellationToken);
                await PlanCommentTable.RemoveAsync(session, caller.Organisation, repo.Id, plan.Name, cancellationToken);
                await RecordAsync(session, caller, "plan.remove", repo, plan, plan, cancellationToken);
            }
        }
    }

    /// <summary>Finds a plan by its name; a refusal names the nearest.</summary>
    public static async Task<PlanRow> FindAsync(
        StoreSession session, Caller caller, RepoRow repo, string name, CancellationToken cancellationToken)
    {
        var plan = await PlanTable.ByNameAsync(session, caller.Organisation, repo.Id, name, cancellationToken);
        if (plan is not null) return plan;
        var newest = await PlanTable.ListAsync(session, caller.Organisation, repo.Id, new(), 1000, 0,
            cancellationToken);
        throw Refuse.NotFound(
            $"plan not found: the repo \"{repo.Slug}\" has no plan \"{Names.Shown(name)}\"." +
                Nearest.Suggest(name, newest.Select(p => p.Name)));
    }

    private async Task<PlanRow> DecideAsync(StoreSession session, Caller caller, RepoRow repo, PlanReference reference,
        PlanStatus verdict, Claims claims, CancellationToken cancellationToken)
    {
        var known = await FindAsync(session, caller, repo, reference.Name, cancellationToken);
        PlanChecks.CheckVerdict(caller, repo, known, reference, verdict);
        var plan = Decided(caller, known, verdict, claims);
        if (plan == known) return known;
        await SaveAsync(session, caller, repo, plan, cancellationToken);
        await RecordAsync(session, caller, verdict is PlanStatus.Approved ? "plan.approve" : "plan.reject", repo, plan,
            known, cancellationToken);
        return plan;
    }

    private static bool IsSameText(PlanRow plan, PlanPush push) =>
        (plan.From, plan.To, plan.Migration) == (push.From, push.To, push.Migration);

    private PlanRow Written(Caller caller, PlanPush push, PlanStatus status)
    {
        var plan = new PlanRow(push.Name, push.From, push.To, push.Migration, PlanStatus.Pending, caller.Subject.Name,
            clock.Now, push.Replay, push.Claims, null);
        return status is PlanStatus.Approved ? Decided(caller, plan, status, push.Claims) : plan;
    }

    /// <summary>Returns a plan with a verdict; unchanged where it has that verdict of that subject already.</summary>
    private PlanRow Decided(Caller caller, PlanRow plan, PlanStatus verdict, Claims claims)
    {
        var digest = StoredPlan.DigestOf(plan.From, plan.To, plan.Migration);
        var approvals = plan.Review is { Verdict: PlanStatus.Approved } review && review.Digest == digest
            ? review.Approvers() : [];
        if (plan.Status == verdict
            && (verdict is not PlanStatus.Approved || approvals.Any(a => a.Subject == caller.Subject.Name))) return plan;
        return plan with
        {
            Status = verdict,
            Review = new PlanReview(verdict, caller.Subject.Name, clock.Now, digest, claims)
            {
                Approvals = verdict is PlanStatus.Approved
                    ? [.. approvals, new PlanApproval(caller.Subject.Name, clock.Now, caller.Subject.IsBot)] : [],
            },
        };
    }

    /// <summary>Saves a plan as the repo's next revision: a client that read the repo before knows that it
    /// did.</summary>
    private static async Task SaveAsync(StoreSession session, Caller caller, RepoRow repo, PlanRow plan,
        CancellationToken cancellationToken)
    {
        await PlanTable.SaveAsync(session, caller.Organisation, repo.Id, plan, cancellationToken);
        await RepoTable.SaveAsync(session, caller.Organisation, repo, cancellationToken);
    }

    private Task RecordAsync(StoreSession session, Caller caller, string action, RepoRow repo, PlanRow plan,
        PlanRow? before, CancellationToken cancellationToken) =>
        audit.RecordAsync(
            session, caller, action, repo.Id,
            new JsonObject
            {
                ["plan"] = plan.Name,
                ["from"] = plan.From.Value,
                ["to"] = plan.To.Value,
                ["digest"] = DigestOf(plan),
                ["status"] = Words.Of(plan.Status),
                ["author"] = plan.Author,
                ["digestBefore"] = before is null ? null : DigestOf(before),
                ["statusBefore"] = before is null ? null : Words.Of(before.Status),
                ["pullRequest"] = (plan.Review?.Claims ?? plan.Claims).PullRequestUrl,
            },
            cancellationToken);

    private static string DigestOf(PlanRow plan) => StoredPlan.DigestOf(plan.From, plan.To, plan.Migration).Value;
}
