using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>One deployment or attempt: its checks, its statements and how it ended.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Deployment">The deployment.</param>
public sealed record DeploymentView(Frame Frame, Deployment Deployment) : IFramed
{
    /// <summary>Gets how long its statements took together.</summary>
    public double Milliseconds => Deployment.End?.Statements.Sum(s => s.Milliseconds) ?? 0;
}

/// <inheritdoc cref="DeploymentView"/>
internal sealed class DeploymentPage : IPage
{
    public static PageShape Shape => new("/migrations/{id}", Section.Deployments, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var deployment = await visit.Registry.GetDeploymentAsync(visit.Route("id"), visit.Cancelled);
        var frame = visit.Frame(
            Section.Deployments, deployment.Begin.Id, $"/deployments/{Uri.EscapeDataString(deployment.Begin.Id)}",
            new Crumb("Deployments", "/migrations"));
        return DeploymentViewSlice.Create(new(frame, deployment));
    }
}
