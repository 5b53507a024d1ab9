using Atlas.Core.Model;
using Atlas.Server.Web;
using Atlas.Server.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Atlas.Server;

/// <summary>The list of pages that people see in a browser.</summary>
internal static class Site
{
    /// <summary>Gets every page behind the sign-in, in the order a reader wants.</summary>
    public static Seq<Page> All =>
    [
        Page.Of<OverviewPage>(),
        Page.Of<SchemasPage>(),
        Page.Of<SchemaPage>(),
        Page.Of<VersionPage>(),
        Page.Of<ComparePage>(),
        Page.Of<TracePage>(),
        Page.Of<AllPlansPage>(),
        Page.Of<PlansPage>(),
        Page.Of<PlanPage>(),
        Page.Of<DatabasesPage>(),
        Page.Of<DatabasePage>(),
        Page.Of<DeploymentsPage>(),
        Page.Of<DeploymentPage>(),
        Page.Of<AuditPage>(),
        Page.Of<AuditCheckPage>(),
        Page.Of<PermitsPage>(),
        Page.Of<PolicyPage>(),
        Page.Of<PoliciesPage>(),
        Page.Of<TokensPage>(),
    ];

    public static void Map(IEndpointRouteBuilder app, SiteGate gate, CancellationToken stopping)
    {
        foreach (var page in All) Map(app, "GET", page.Shape.Path, http => gate.ShowAsync(http, page));

        Map(app, "GET", VersionText.Path, gate.Behind(VersionText.WriteAsync));
        Map(app, "GET", VersionDiagram.Path, gate.Behind(VersionDiagram.WriteAsync));
        Map(app, "GET", VersionDiagram.ComparedPath, gate.Behind(VersionDiagram.WriteComparedAsync));
        Map(app, "GET", LiveDeployment.Path, gate.Behind(new LiveDeployment(stopping).WriteAsync));
        Map(app, "GET", AuditFile.Path, gate.Behind(AuditFile.WriteAsync));
        Map(app, "POST", PermitsPage.ReviewPath, gate.Posted(PermitsPage.ReviewAsync));
        Map(app, "POST", PolicyPage.DecidePath, gate.Posted(PolicyPage.DecideAsync));
        Map(app, "POST", PlanPage.CommentPath, gate.Posted(PlanPage.CommentAsync));
        Map(app, "POST", PlanPage.ReviewPath, gate.Posted(PlanPage.ReviewAsync));
        Map(app, "GET", SignIn.Path, gate.SignIn.ShowAsync);
        Map(app, "POST", SignIn.Path, gate.SignIn.OpenAsync);
        Map(app, "GET", IssuerSignIn.StartPath, gate.IssuerSignIn.StartAsync);
        Map(app, "GET", IssuerSignIn.BackPath, gate.IssuerSignIn.BackAsync);
        Map(app, "POST", SignIn.OutPath, gate.SignIn.CloseAsync);
        foreach (var asset in Asset.All) Map(app, "GET", asset.Path, asset.WriteAsync);
    }

    private static void Map(IEndpointRouteBuilder app, string method, string path, RequestDelegate answer) =>
        app.MapMethods(path, [method], answer);
}
