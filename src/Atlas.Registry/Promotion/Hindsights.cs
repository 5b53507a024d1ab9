using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Promotion;

/// <summary>Says what a revision of a policy would have refused in the past.</summary>
internal sealed class Hindsights(RegistryStore store)
{
    /// <summary>How many of the newest deployments are judged.</summary>
    private const int Newest = 500;

    /// <summary>Judges the newest deployments of a repo, which went through, by a revision of its policy.</summary>
    public Task<Seq<JudgedDeployment>> JudgeAsync(
        Caller caller, string repo, long number, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var organisation = caller.Organisation;
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                var revisions = await PolicyTable.ListAsync(session, organisation, found.Id, cancellationToken);
                var revision = revisions.FirstOrDefault(r => r.Number == number)
                    ?? throw Refuse.NotFound($"The policy of the repo \"{found.Slug}\" has no revision {number}.");
                var deployments = await DeploymentTable.ListAsync(
                    session, caller, new(found.Id, "", "", "", ""), Newest, 0, cancellationToken);
                var versions = await VersionTable.ListAsync(
                    session, organisation, found.Id, 2 * Newest, 0, cancellationToken);
                var tests = await TestRunTable.OfVersionAsync(session, organisation, found.Id, "", cancellationToken);
                var validations = await ValidationTable.OfVersionAsync(
                    session, organisation, new(found.Id, Version: ""), cancellationToken);
                return PolicyHindsight.Judge(revision.Policy, new(
                    deployments.Select(d => d.ToDeployment(caller.Links)).ToSeq(), tests, validations,
                    versions.ToDictionary(v => v.Version, v => v.Sequence)));
            },
            cancellationToken);
    }
}
