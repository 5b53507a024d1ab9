using System.Globalization;
using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using Microsoft.AspNetCore.Http;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>The promotion policy of a repo: a revision, what it would have refused in the past, and the others.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Repo">The repo's slug.</param>
/// <param name="Shown">The revision that is shown; null when there never was a policy.</param>
/// <param name="Judged">The newest deployments that went through, judged by it, newest first.</param>
/// <param name="Revisions">All revisions, newest first.</param>
/// <param name="Obstacle">Why the viewer may not decide on the revision; empty when they may.</param>
public sealed record PolicyView(
    Frame Frame, string Repo, PolicyRevision? Shown, Seq<JudgedDeployment> Judged, Seq<PolicyRevision> Revisions,
    string Obstacle) : IFramed
{
    /// <summary>Gets those that it would have refused.</summary>
    public Seq<JudgedDeployment> Refused => Judged.Where(j => !j.Refusals.IsEmpty).ToSeq();
}

/// <inheritdoc cref="PolicyView"/>
internal sealed class PolicyPage : IPage
{
    public const string DecidePath = "/schemas/{repo}/policy/{number}/decide";

    public static PageShape Shape => new("/schemas/{repo}/policy", Section.Settings, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var repo = (await visit.Registry.GetRepoAsync(visit.Route("repo"), visit.Cancelled)).Slug;
        var revisions = await visit.Registry.Gate.ListPoliciesAsync(repo, visit.Cancelled);
        var asked = long.TryParse(visit.Query("revision"), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var shown = asked
            ? revisions.FirstOrDefault(r => r.Number == number)
                ?? throw new RegistryException(RegistryProblem.NotFound, $"The policy of \"{repo}\" has no revision {number}.")
            : revisions.FirstOrDefault(r => r.State is PolicyState.Pending)
                ?? revisions.FirstOrDefault(r => r.State is PolicyState.InForce) ?? revisions.FirstOrDefault();
        var judged = shown is null ? []
            : await visit.Registry.Gate.LookBackAsync(repo, shown.Number, visit.Cancelled);
        var frame = visit.Frame(
            Section.Settings, $"Promotion policy of {repo}",
            $"/repos/{Uri.EscapeDataString(repo)}/policy/history" + (shown is null ? "" : $"/{shown.Number}/hindsight"),
            new Crumb("Policies", "/settings/policies"), new Crumb(repo, At.Schema(repo)));
        return PolicyViewSlice.Create(new(frame, repo, shown, judged, revisions, Obstacle(visit, repo, shown)));
    }

    /// <summary>Approves or rejects a pending revision.</summary>
    public static async Task DecideAsync(Visit visit, IFormCollection form)
    {
        var repo = visit.Route("repo");
        if (!long.TryParse(visit.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw Call.Invalid("A revision is named by its number.");
        var isApproved = form["verdict"].ToString() switch
        {
            "approve" => true,
            "reject" => false,
            _ => throw Call.Invalid("A revision is approved or rejected."),
        };
        await visit.Registry.Gate.DecidePolicyAsync(repo, number, isApproved, visit.Cancelled);
        Forms.Lead(visit.Http, At.Policy(repo));
    }

    private static string Obstacle(Visit visit, string repo, PolicyRevision? revision) =>
        visit.Lacks(Scopes.Admin, repo) is { Length: > 0 } missing ? missing
        : revision?.ProposedBy == visit.Subject.Name
            ? "You proposed it: another person has to approve it. You can reject it."
        : "";
}
