using System.Text.Json;
using System.Text.Json.Nodes;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>The rules of attempts: dry runs and blocked deployments, which are recorded and change no target.</summary>
internal sealed class Attempts(RegistryStore store, RegistryClock clock, Audit audit)
{
    public Task<DeploymentReceipt> RecordAsync(
        Caller caller, DeploymentBegin begin, DeploymentEnd end, CancellationToken cancellationToken)
    {
        DeploymentChecks.Check(caller, begin);
        DeploymentChecks.Check(caller, end);
        if (end.Outcome is not (DeploymentOutcome.DryRun or DeploymentOutcome.Blocked))
        {
            throw Refuse.Invalid(
                $"An attempt ends as DRY_RUN or BLOCKED, not as {Words.Of(end.Outcome)}: what may have changed a " +
                    "database begins first.");
        }

        if (begin.Id != end.Id || begin.Env != end.Env)
            throw Refuse.Invalid("The begin and the end aren't of one attempt.");

        return store.WriteAsync(session => RecordAsync(session, caller, begin, end, cancellationToken),
            cancellationToken);
    }

    private async Task<DeploymentReceipt> RecordAsync(
        StoreSession session, Caller caller, DeploymentBegin begin, DeploymentEnd end,
        CancellationToken cancellationToken)
    {
        var repo = await Repos.FindForUpdateAsync(session, caller, Scopes.Deploy(begin.Env), begin.Repo, cancellationToken);
        begin = begin with { Repo = repo.Slug };
        end = end with { Repo = repo.Slug };
        var receipt = new DeploymentReceipt(begin.Id, caller.Links.Deployment(repo.Slug, begin.Id), 0);
        if (await DeploymentTable.ByIdAsync(session, caller.Organisation, begin.Id, cancellationToken) is { } known)
        {
            return begin with { Claims = known.Begin.Claims } == known.Begin && known.Outcome == end.Outcome
                ? receipt
                : throw Refuse.Conflict($"The id {begin.Id} is that of another deployment.");
        }

        await DeploymentChecks.VersionAsync(session, caller, repo, begin, cancellationToken);
        var targets = await TargetTable.ByIdentityAsync(
            session, caller.Organisation, repo.Id, begin.Target.Identity, cancellationToken);
        var row = new DeploymentRow(
            begin, end, end.Outcome, repo.Id, targets.FirstOrDefault(t => t.Env == begin.Env)?.Id, caller.Subject.Name,
            clock.Now,
            clock.Now, 0, 0);
        await DeploymentTable.AddAsync(session, caller.Organisation, row, cancellationToken);
        await RepoTable.AddEnvironmentAsync(session, caller.Organisation, repo.Id, begin.Env, cancellationToken);
        var details = new JsonObject
        {
            ["begin"] = WithoutClaims(JsonSerializer.SerializeToNode(begin, RegistryJson.Default.DeploymentBegin)),
            ["end"] = WithoutClaims(JsonSerializer.SerializeToNode(end, RegistryJson.Default.DeploymentEnd)),
            ["target"] = row.TargetId,
        };
        await audit.RecordAsync(session, caller, "deployment.attempt", repo.Id, details, cancellationToken);
        return receipt;
    }

    private static JsonObject WithoutClaims(JsonNode? node)
    {
        var members = node?.AsObject() ?? [];
        members.Remove("claims");
        return members;
    }
}
