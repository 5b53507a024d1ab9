using Atlas.Core.Model;
using Atlas.Server.Features.Audit;
using Atlas.Server.Features.Databases;
using Atlas.Server.Features.Deployments;
using Atlas.Server.Features.Evidence;
using Atlas.Server.Features.Identity;
using Atlas.Server.Features.Plans;
using Atlas.Server.Features.Promotion;
using Atlas.Server.Features.Repos;
using Atlas.Server.Features.Targets;
using Atlas.Server.Features.Versions;
using Atlas.Server.Web;
using Atlas.Server.Features.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Atlas.Server;

/// <summary>The list of what the server answers.</summary>
internal static class Endpoints
{
    public const string Root = "/api/v1";

    /// <summary>Gets everything under <see cref="Root"/> that needs a token, in the order a reader wants.</summary>
    public static Seq<Endpoint> All =>
    [
        Endpoint.Of<WhoAmI>(),
        Endpoint.Of<ExchangeIdentity>(),
        Endpoint.Of<ListRepos>(),
        Endpoint.Of<CreateRepo>(),
        Endpoint.Of<GetRepo>(),
        Endpoint.Of<SetRepo>(),
        Endpoint.Of<GetPolicy>(),
        Endpoint.Of<ApplyPolicy>(),
        Endpoint.Of<ListPolicies>(),
        Endpoint.Of<DecidePolicy>(),
        Endpoint.Of<JudgePast>(),
        Endpoint.Of<ListVersions>(),
        Endpoint.Of<PublishVersion>(),
        Endpoint.Of<RedactVersion>(),
        Endpoint.Of<ResolveVersion>(),
        Endpoint.Of<DownloadContent>(),
        Endpoint.Of<TraceVersions>(),
        Endpoint.Of<ListPlans>(),
        Endpoint.Of<PushPlan>(),
        Endpoint.Of<GetPlan>(),
        Endpoint.Of<ReviewPlan>(),
        Endpoint.Of<RemovePlan>(),
        Endpoint.Of<ListAllPlans>(),
        Endpoint.Of<ListComments>(),
        Endpoint.Of<AddComment>(),
        Endpoint.Of<ListTargets>(),
        Endpoint.Of<FindTarget>(),
        Endpoint.Of<SettleDeployment>(),
        Endpoint.Of<ListDatabases>(),
        Endpoint.Of<GetDatabase>(),
        Endpoint.Of<AcceptDatabase>(),
        Endpoint.Of<ArchiveDatabase>(),
        Endpoint.Of<ListDeployments>(),
        Endpoint.Of<GetDeployment>(),
        Endpoint.Of<BeginDeployment>(),
        Endpoint.Of<ReportProgress>(),
        Endpoint.Of<EndDeployment>(),
        Endpoint.Of<RecordAttempt>(),
        Endpoint.Of<RequestPermit>(),
        Endpoint.Of<ExamineDeployment>(),
        Endpoint.Of<BeatPermit>(),
        Endpoint.Of<ListPermits>(),
        Endpoint.Of<ReviewException>(),
        Endpoint.Of<WithdrawVersion>(),
        Endpoint.Of<FindProtected>(),
        Endpoint.Of<ListWebhooks>(),
        Endpoint.Of<AddWebhook>(),
        Endpoint.Of<RemoveWebhook>(),
        Endpoint.Of<ListDeliveries>(),
        Endpoint.Of<ReplayDelivery>(),
        Endpoint.Of<GetLog>(),
        Endpoint.Of<ReadLog>(),
        Endpoint.Of<RecordTests>(),
        Endpoint.Of<ListTests>(),
        Endpoint.Of<ReportValidation>(),
        Endpoint.Of<ListValidations>(),
        Endpoint.Of<WatchTarget>(),
        Endpoint.Of<RecordVerification>(),
    ];

    public static void Map(IEndpointRouteBuilder app, Pipeline pipeline)
    {
        foreach (var endpoint in All)
        {
            Map(app, endpoint.Shape.Method, Root + endpoint.Shape.Path, http => pipeline.AnswerAsync(http, endpoint));
        }

        var document = OpenApi.Write(All);
        Map(app, "GET", Root + "/openapi.json", http => Pipeline.WriteAsync(http, "application/json", document));
        Map(app, "GET", "/healthz", http => Pipeline.WriteAsync(http, "text/plain", "ok\n"u8.ToArray()));
        Map(app, "GET", "/readyz", pipeline.ReadyAsync);
        RequestDelegate missing = pipeline.MissingAsync;
        app.MapFallback(missing);
    }

    private static void Map(IEndpointRouteBuilder app, string method, string path, RequestDelegate answer) =>
        app.MapMethods(path, [method], answer);
}
