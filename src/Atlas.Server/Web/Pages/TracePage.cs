using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>One version's way from its push through the environments.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Version">The version.</param>
/// <param name="Stations">What happened to it, oldest first; the push is the first.</param>
/// <param name="Answers">For each environment that it reached, how; in the order of arrival.</param>
public sealed record VersionTrace(
    Frame Frame, ResolvedVersion Version, Seq<Station> Stations, Seq<Arrival> Answers) : IFramed;

/// <summary>A station on a version's way.</summary>
/// <param name="At">When, by the registry's clock.</param>
/// <param name="Since">How long after the station before; null for the first.</param>
/// <param name="Subject">Who, authenticated.</param>
/// <param name="Deployment">The deployment; null for the push.</param>
public sealed record Station(DateTimeOffset At, TimeSpan? Since, string Subject, Deployment? Deployment);

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
            frame, version, Stations(version, traced.Deployments), Arrivals(traced.Deployments)));
    }

    private static Seq<Station> Stations(ResolvedVersion version, Seq<Deployment> deployments)
    {
        var stations = new List<Station> { new(version.PushedAt, null, version.PushedBy, null) };
        foreach (var deployment in deployments.OrderBy(Moment))
            stations.Add(new(
                Moment(deployment), Moment(deployment) - stations[^1].At, deployment.Subject, deployment));
        return [.. stations];
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
