using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>One version's way from its push through the environments.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Version">The version.</param>
/// <param name="Stations">What happened to it, oldest first.</param>
/// <param name="Answers">For each environment that it reached, how; in the order of arrival.</param>
public sealed record VersionTrace(
    Frame Frame, ResolvedVersion Version, Seq<Station> Stations, Seq<Arrival> Answers) : IFramed
{
    /// <summary>Gets the stations of the picture, each with the time since the one before.</summary>
    public Seq<Station> Milestones => Station.InOrder(Stations.Where(s => s.IsMilestone));
}

/// <summary>How a version arrived in an environment: an auditor's two questions.</summary>
/// <param name="First">The deployment that brought it there first.</param>
/// <param name="Before">The deployments that had brought it to other environments by then, one for each, oldest
/// first; empty when this was the first environment.</param>
/// <param name="Denials">How often it had been blocked for this environment by then.</param>
public sealed record Arrival(Deployment First, Seq<Deployment> Before, int Denials);

/// <inheritdoc cref="VersionTrace"/>
internal sealed class TracePage : IPage
{
    public static PageShape Shape => new("/schemas/{repo}/trace", Section.Schemas, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var repo = visit.Route("repo");
        var name = visit.Query("version") ?? (await visit.Registry.ResolveAsync(
            repo, VersionReference.Latest, visit.Cancelled)).Version;
        var traced = (await visit.Registry.TraceAsync(repo, name, visit.Cancelled)).Versions[0];
        var version = traced.Version;
        var frame = visit.Frame(
            Section.Schemas, $"The way of {version.Version}",
            $"/repos/{Uri.EscapeDataString(repo)}/trace?version={Uri.EscapeDataString(version.Version)}",
            new Crumb("Schemas", "/schemas"), new Crumb(repo, At.Schema(repo)),
            new Crumb(version.Version, At.Version(repo, version.Version)));
        return VersionTraceSlice.Create(new(
            frame, version, await StationsAsync(visit, traced), Arrivals(traced.Deployments)));
    }

    private static async Task<Seq<Station>> StationsAsync(Visit visit, TracedVersion traced)
    {
        var arrivals = Arrivals(traced.Deployments).Select(a => a.First.Begin.Id).ToHashSet();
        var tested = traced.Tests.FirstOrDefault(t => t.Outcome is EvidenceOutcome.Passed && t.IsWhole());
        return Station.InOrder(
        [
            .. Station.Before(traced.Version),
            Station.Push(traced.Version),
            .. await PlansAsync(visit, traced),
            .. traced.Tests.Select(t => Station.Of(t, t == tested)),
            .. traced.Validations.Select(Station.Of),
            .. traced.Withdrawals.Select(Station.Of),
            .. traced.Deployments.Select(d => Station.Of(d, arrivals.Contains(d.Begin.Id))),
        ]);
    }

    /// <summary>Finds the verdicts on the plans that were run; a plan that was deleted since has none.</summary>
    private static async Task<Seq<Station>> PlansAsync(Visit visit, TracedVersion traced)
    {
        var stations = new List<Station>();
        foreach (var name in traced.Deployments.SelectMany(d => d.Begin.Plans).Select(p => p.Name).Distinct())
        {
            try
            {
                stations.AddRange(Station.Of(
                    await visit.Registry.GetPlanAsync(traced.Version.Repo, name, visit.Cancelled)));
            }
            catch (RegistryException gone) when (gone.Kind is RegistryProblem.NotFound)
            {
            }
        }

        return stations.ToSeq();
    }

    /// <summary>Finds for each environment the first deployment that brought the version there, and what had happened
    /// before it.</summary>
    internal static Seq<Arrival> Arrivals(Seq<Deployment> deployments)
    {
        var passed = deployments.Where(d => d.Outcome is DeploymentOutcome.Passed or DeploymentOutcome.NoAction)
            .OrderBy(Moment).DistinctBy(d => d.Begin.Env).ToList();
        return passed.Select(first => new Arrival(
            first, passed.Where(d => Moment(d) < first.BegunAt).ToSeq(),
            deployments.Count(d => d.Outcome is DeploymentOutcome.Blocked && d.Begin.Env == first.Begin.Env
                && d.BegunAt < first.BegunAt))).ToSeq();
    }

    private static DateTimeOffset Moment(Deployment deployment) => deployment.EndedAt ?? deployment.BegunAt;
}
