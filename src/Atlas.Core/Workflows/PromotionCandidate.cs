using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>The version that would be promoted from one environment to another, with what the registry knows of
/// it.</summary>
/// <param name="Repo">The repo's slug.</param>
/// <param name="From">The environment that it comes from.</param>
/// <param name="To">The environment that it goes to.</param>
/// <param name="Sources">The databases of the environment that it comes from, least advanced first.</param>
/// <param name="Goals">The databases of the environment that it goes to, as the registry knows them; empty before the
/// first deployment.</param>
/// <param name="Traced">The version and its way so far.</param>
/// <param name="Policy">The policy in force; null where there is none.</param>
public sealed record PromotionCandidate(
    string Repo, string From, string To, Seq<Target> Sources, Seq<Target> Goals, TracedVersion Traced,
    PolicyRevision? Policy)
{
    /// <summary>Gets the version.</summary>
    public ResolvedVersion Version => Traced.Version;

    /// <summary>Gets the URL of the version as a desired state.</summary>
    public string Url => $"atlas://{Repo}?version={Version.Version}";

    /// <summary>Finds the version that every database of an environment is on.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="repo">The repo.</param>
    /// <param name="from">The environment that it comes from.</param>
    /// <param name="to">The environment that it goes to.</param>
    /// <param name="version">The version that is wanted; null for the one that is there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FailureException">There is no one version that all of them are on; the message names what each
    /// is on.</exception>
    public static async Task<PromotionCandidate> FindAsync(
        SchemaRegistry registry, string repo, string from, string to, string? version,
        CancellationToken cancellationToken)
    {
        var sources = await registry.ListTargetsAsync(repo, from, cancellationToken);
        var name = version ?? VersionOf(repo, from, sources);
        var trace = await registry.TraceAsync(repo, name, cancellationToken);
        return new PromotionCandidate(
            trace.Repo, from, to, sources, await registry.ListTargetsAsync(repo, to, cancellationToken),
            trace.Versions is [var traced] ? traced
                : throw new FailureException($"version \"{name}\" of \"{repo}\" was not found"),
            await registry.Gate.GetPolicyAsync(repo, cancellationToken));
    }

    /// <summary>Refuses when the environment that it comes from is by now on another version.</summary>
    public async Task ConfirmAsync(SchemaRegistry registry, CancellationToken cancellationToken)
    {
        var now = await registry.ListTargetsAsync(Repo, From, cancellationToken);
        if (now.All(t => t.CurrentVersion == Version.Version) && !now.IsEmpty) return;
        throw new FailureException(
            $"\"{From}\" changed while this command waited: it is no longer on version {Version.Version} " +
            $"({Described(now)}). Nothing was executed. Run the command again.");
    }

    private static string VersionOf(string repo, string from, Seq<Target> sources)
    {
        if (sources.IsEmpty)
        {
            throw new FailureException(
                $"nothing of \"{repo}\" was deployed to \"{from}\", so there is nothing to promote from there. Deploy " +
                $"a version first: atlas schema apply --env {from}");
        }

        return sources.Select(t => t.CurrentVersion).Distinct().ToList() is [{ } one]
            ? one
            : throw new FailureException(
                $"the databases of \"{from}\" are not all on one version that is known: {Described(sources)}. Bring " +
                $"them to one version, or name what you want to promote with --version.");
    }

    private static string Described(Seq<Target> targets) => targets.IsEmpty ? "it has no database" : string.Join(
        ", ", targets.Select(t => $"\"{t.Name}\" is on {t.CurrentVersion ?? "no version that is known"}"));
}
