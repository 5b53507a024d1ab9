using System.Text;
using System.Text.Json.Nodes;
using Atlas.Core.Planning;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Rules;

/// <summary>The rules of what people say of plans. Whoever may plan or approve may speak; it decides nothing. The audit log
/// keeps who spoke and the digest of what was said, so that a redaction can take the words away.</summary>
internal sealed class PlanComments(RegistryStore store, RegistryClock clock, Audit audit)
{
    private const int Longest = 10_000;

    public Task<PlanComment> AddAsync(
        Caller caller, string repo, string plan, NewPlanComment comment, CancellationToken cancellationToken)
    {
        var scope = Scopes.Has(caller.Subject, Scopes.Approve) ? Scopes.Approve : Scopes.Plan;
        caller.Demand(scope);
        if (comment.Text.Trim().Length == 0 || comment.Text.Length > Longest || comment.Text.Contains('\0'))
            throw Refuse.Invalid($"A comment has 1 to {Longest} characters, and no NUL among them.");
        return store.WriteAsync(
            async session =>
            {
                var found = await Repos.FindForUpdateAsync(session, caller, scope, repo, cancellationToken);
                var row = await Plans.FindAsync(session, caller, found, plan, cancellationToken);
                var digest = StoredPlan.DigestOf(row.From, row.To, row.Migration);
                if (digest != comment.Digest)
                {
                    throw Refuse.Conflict(
                        $"The plan \"{row.Name}\" has another text by now than the one that was commented on. Look at it " +
                        "again.");
                }

                var lines = row.Migration.AsSpan().TrimEnd('\n').Count('\n') + 1;
                if (comment.Line is < 1 || comment.Line > lines)
                    throw Refuse.Invalid($"The plan \"{row.Name}\" has no line {comment.Line}: it has {lines}.");

                var said = new PlanComment(
                    clock.NewId(), caller.Subject.Name, clock.Now, comment.Line, digest, comment.Text);
                await PlanCommentTable.AddAsync(session, caller.Organisation, found.Id, row.Name, said, cancellationToken);
                await audit.RecordAsync(
                    session, caller, "plan.comment", found.Id,
                    new JsonObject
                    {
                        ["plan"] = row.Name,
                        ["comment"] = said.Id,
                        ["digest"] = digest.Value,
                        ["text"] = Digest.Of(Encoding.UTF8.GetBytes(said.Text)).Value,
                    },
                    cancellationToken);
                return said;
            },
            cancellationToken);
    }

    public Task<Page<PlanComment>> ListAsync(
        Caller caller, string repo, string plan, PageRequest page, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                var row = await Plans.FindAsync(session, caller, found, plan, cancellationToken);
                return new Page<PlanComment>(
                    await PlanCommentTable.ListAsync(
                        session, caller.Organisation, found.Id, row.Name, limit, offset, cancellationToken),
                    page.Number, page.Size,
                    await PlanCommentTable.CountAsync(session, caller.Organisation, found.Id, row.Name, cancellationToken));
            },
            cancellationToken);
    }
}
