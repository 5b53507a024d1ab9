using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Storage;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Rules;

/// <summary>The rules of reading deployments, attempts and traces.</summary>
internal sealed class History(RegistryStore store)
{
    private const int TracedVersions = 1000;

    /// <summary>Lists deployments and attempts, newest first; <c>FAILED</c> finds blocked ones too.</summary>
    public Task<Page<Deployment>> ListAsync(
        Caller caller, DeploymentFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        var (limit, offset) = Paging.Of(page);
        return store.ReadAsync(
            async session =>
            {
                var repo = filter.Repo is { Length: > 0 } name
                    ? await Repos.FindAsync(session, caller, Scopes.Read, name, cancellationToken)
                    : null;
                var query = new DeploymentQuery(repo?.Id ?? "", filter.Env
                    ?? "", Pattern(filter.Name), Listed(filter.Outcomes), filter.Database ?? "");
                var rows = await DeploymentTable.ListAsync(session, caller, query, limit, offset,
                    cancellationToken);
                var total = await DeploymentTable.CountAsync(session, caller, query, cancellationToken);
                return new Page<Deployment>(rows.Select(d => d.ToDeployment(caller.Links))
                    .ToSeq(), page.Number, page.Size, total);
            },
            cancellationToken);
    }

    public Task<Deployment> GetAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await DeploymentTable.ByIdAsync(session, caller.Organisation, id, cancellationToken);
                if (found is null || !caller.Sees(found.Begin.Repo))
                {
                    throw Refuse.NotFound(
                        $"migration not found: there is no deployment \"{Names.Shown(id)}\". `atlas cloud migration " +
                            "list` shows the ids.");
                }

                caller.Demand(Scopes.Read, found.Begin.Repo);
                return found.ToDeployment(caller.Links);
            },
            cancellationToken);
    }

    /// <summary>Returns the deployments and attempts towards each version of a repo, the newest versions
    /// first.</summary>
    public Task<Trace> TraceAsync(Caller caller, string repo, string? version, CancellationToken cancellationToken)
    {
        caller.Demand(Scopes.Read);
        return store.ReadAsync(
            async session =>
            {
                var found = await Repos.FindAsync(session, caller, Scopes.Read, repo, cancellationToken);
                Seq<VersionRow> versions = version is null
                    ? await VersionTable.ListAsync(session, caller.Organisation, found.Id, TracedVersions, 0,
                        cancellationToken)
                    : [await Versions.FindAsync(
                        session, caller.Organisation, found, new(ReferenceKind.Version, version), cancellationToken)];
                var only = version is null ? "" : versions[0].Version;
                var deployments = (
                    await DeploymentTable.TowardsAsync(session, caller.Organisation, found.Id, only, cancellationToken))
                    .ToLookup(d => d.Begin.ToVersion, d => d.ToDeployment(caller.Links));
                var withdrawals = (
                    await WithdrawalTable.OfRepoAsync(session, caller.Organisation, found.Id, cancellationToken))
                    .ToLookup(w => w.Version);
                var tests = (await TestRunTable.OfVersionAsync(
                    session, caller.Organisation, found.Id, only, cancellationToken)).ToLookup(t => t.Report.Version);
                var validations = (await ValidationTable.OfVersionAsync(
                    session, caller.Organisation, new(found.Id, Version: only), cancellationToken))
                    .ToLookup(v => v.Report.Version);
                return new Trace(
                    found.Slug, versions.Select(
                        v => new TracedVersion(v.ToVersion(found), deployments[v.Version].ToSeq())
                        {
                            Withdrawals = withdrawals[v.Version].ToSeq(),
                            Tests = tests[v.Version].ToSeq(),
                            Validations = validations[v.Version].ToSeq(),
                        }).ToSeq());
            },
            cancellationToken);
    }

    /// <summary>Returns a LIKE pattern, with <c>!</c> as its escape, for names that hold a text.</summary>
    private static string Pattern(string? part) => part is not { Length: > 0 }
        ? ""
        : $"%{part.ToLowerInvariant().Replace("!", "!!").Replace("%", "!%").Replace("_", "!_")}%";

    private static string Listed(Seq<DeploymentOutcome> outcomes)
    {
        if (outcomes.IsEmpty) return "";

        var words = outcomes.SelectMany(o => o == DeploymentOutcome.Failed ? [o, DeploymentOutcome.Blocked] : new[]
            { o }).Select(Words.Of);
        return $",{string.Join(',', words)},";
    }
}
