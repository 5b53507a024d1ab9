using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Promotion;

/// <summary>Reads all the evidence for one deployment. The caller's transaction makes it one moment: whoever writes it
/// holds the repo's row.</summary>
internal static class EvidenceReader
{
    /// <summary>Reads what a rule asks for; a few queries, whatever the repo's size.</summary>
    public static async Task<Evidence> ReadAsync(
        StoreSession session, Caller caller, RepoRow repo, PromotionRule rule, DeploymentBegin begin,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var organisation = caller.Organisation;
        var version = begin.ToVersion is { } name
            ? await VersionTable.ByNameAsync(session, organisation, repo.Id, name, cancellationToken)
            : null;
        var sources = new List<SourceEvidence>();
        foreach (var env in rule.From)
        {
            var targets = await TargetTable.OfEnvironmentAsync(session, organisation, repo.Id, env,
                cancellationToken);
            sources.Add(new(env, targets.Where(t => !t.IsArchived).OrderBy(t => t.Name, StringComparer.Ordinal)
                .ThenBy(t => t.Id, StringComparer.Ordinal).ToSeq()));
        }

        var same = await TargetTable.ByIdentityAsync(session, organisation, repo.Id, begin.Target.Identity,
            cancellationToken);
        var self = same.FirstOrDefault(t => t.Env == begin.Env);
        var onTarget = (self?.CurrentVersion ?? self?.KnownVersion) is { } on
            ? await VersionTable.ByNameAsync(session, organisation, repo.Id, on, cancellationToken)
            : null;
        var plans = new List<PlanRow>();
        foreach (var reference in begin.Plans)
            plans.Add(await Plans.FindAsync(session, caller, repo, reference.Name, cancellationToken));
        Seq<TestRun> tests = rule.RequireTests && version is not null
            ? await TestRunTable.OfVersionAsync(session, organisation, repo.Id, version.Version, cancellationToken)
            : [];
        Seq<Validation> validations = rule.Validations.IsEmpty ? []
            : await ValidationTable.StandingAsync(session, organisation, new(repo.Id), cancellationToken);
        var permits = await PermitTable.OfDatabaseAsync(session, organisation, repo.Id, begin.Env,
            begin.Target.Identity, now, cancellationToken);
        var objection = await Objection.FindAsync(session, caller, repo, begin.Env, begin.Target,
            cancellationToken);
        return new Evidence(
            now, begin, caller.Subject.Name, version, onTarget, plans.ToSeq(), tests, validations, sources.ToSeq(),
            version is null ? []
                : await WithdrawalTable.OfVersionAsync(session, organisation, repo.Id, version.Version,
                    cancellationToken),
            permits.FirstOrDefault(p => p.IsOpen && p.Id != begin.Id), objection?.Reason);
    }
}
