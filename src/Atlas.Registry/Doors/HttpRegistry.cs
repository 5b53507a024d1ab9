using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Wire;

namespace Atlas.Registry.Doors;

/// <summary>The door over HTTP: a registry that <c>atlas serve</c> runs.</summary>
public sealed class HttpRegistry : SchemaRegistry
{
    private static readonly RegistryJson Json = RegistryJson.Default;

    private readonly HttpExchange exchange;

    /// <summary>Makes the door; connects only when something is asked.</summary>
    /// <param name="options">Where the registry is and who asks it.</param>
    /// <param name="time">The clock of the pauses between repeats.</param>
    /// <exception cref="FailureException">The address isn't one.</exception>
    public HttpRegistry(HttpRegistryOptions options, TimeProvider time)
    {
        if (!Uri.TryCreate(options.Address, UriKind.Absolute, out var uri) || uri is not
            { Scheme: "http" or "https", UserInfo: "", Query: "" })
        {
            throw new FailureException(
                "The address of the registry isn't one. Set atlas.cloud.url or ATLAS_CLOUD_URL to an address such as " +
                    "https://atlas.example.com.");
        }

        Address = options.Address;
        exchange = new(options, time);
        Gate = new HttpGate(exchange);
        Webhooks = new HttpWebhooks(exchange);
    }

    /// <inheritdoc/>
    public override string Address { get; }

    /// <inheritdoc/>
    public override bool IsEmbedded => false;

    /// <inheritdoc/>
    public override PromotionGate Gate { get; }

    /// <inheritdoc/>
    public override WebhookList Webhooks { get; }

    /// <inheritdoc/>
    public override Task<Subject> WhoAmIAsync(CancellationToken cancellationToken) =>
        exchange.GetAsync("/whoami", Json.Subject, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<Repo>> ListReposAsync(PageRequest page, CancellationToken cancellationToken) =>
        exchange.GetAsync("/repos" + Query(page), Json.RepoPage, cancellationToken);

    /// <inheritdoc/>
    public override Task<Repo> GetRepoAsync(string repo, CancellationToken cancellationToken) =>
        exchange.GetAsync(Of(repo), Json.Repo, cancellationToken);

    /// <inheritdoc/>
    public override Task<Repo> CreateRepoAsync(NewRepo repo, CancellationToken cancellationToken) =>
        PostAsync("/repos", repo, Json.NewRepo, Json.Repo, isRepeatable: repo.SkipIfExists, cancellationToken);

    /// <inheritdoc/>
    public override Task<Repo> SetRepoAsync(string repo, RepoSettings settings, CancellationToken cancellationToken) =>
        exchange.SendAsync(
            HttpMethod.Put, Of(repo)
                + "/settings", settings, Json.RepoSettings, Json.Repo, isRepeatable: true, cancellationToken);

    /// <inheritdoc/>
    public override Task<ResolvedVersion> ResolveAsync(string repo, VersionReference reference,
        CancellationToken cancellationToken)
    {
        var query = reference.Kind switch
        {
            ReferenceKind.Version => Query(("version", reference.Value)),
            ReferenceKind.Tag => Query(("tag", reference.Value)),
            ReferenceKind.Digest => Query(("digest", reference.Value)),
            _ => "",
        };
        return exchange.GetAsync(Of(repo) + "/resolve" + query, Json.ResolvedVersion, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Page<ResolvedVersion>> ListVersionsAsync(string repo, PageRequest page,
        CancellationToken cancellationToken) =>
        exchange.GetAsync(Of(repo) + "/versions" + Query(page), Json.VersionPage, cancellationToken);

    /// <inheritdoc/>
    public override Task<byte[]> DownloadAsync(string repo, Digest digest, CancellationToken cancellationToken) =>
        exchange.DownloadAsync($"{Of(repo)}/contents/{HttpExchange.Segment(digest.Value)}", cancellationToken);

    /// <inheritdoc/>
    public override async Task<Seq<ResolvedVersion>> RedactAsync(string repo, string version, string reason,
        CancellationToken cancellationToken) =>
        (await PostAsync(
            $"{Of(repo)}/versions/{HttpExchange.Segment(version)}/redact", new Redacting(reason), Json.Redacting,
            Json.VersionListing, isRepeatable: true, cancellationToken)).Items;

    /// <inheritdoc/>
    public override Task<PushedVersion> PushAsync(PushRequest request, CancellationToken cancellationToken) =>
        PostAsync(
            Of(request.Repo)
                + "/versions", request, Json.PushRequest, Json.PushedVersion, isRepeatable: request.Version is not null,
            cancellationToken);

    /// <inheritdoc/>
    public override Task<StoredPlan> PushPlanAsync(PlanPush push, CancellationToken cancellationToken) =>
        PostAsync(
            Of(push.Repo) + "/plans", push, Json.PlanPush, Json.StoredPlan, isRepeatable: true, cancellationToken);

    /// <inheritdoc/>
    public override Task<StoredPlan> GetPlanAsync(string repo, string name, CancellationToken cancellationToken) =>
        exchange.GetAsync(OfPlan(repo, name), Json.StoredPlan, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<StoredPlan>> ListPlansAsync(string repo, PlanFilter filter, PageRequest page,
        CancellationToken cancellationToken)
    {
        var query = Query(page, ("from", filter.From?.Value), ("to", filter.To?.Value),
            ("status", filter.Status is { } status ? Words.Of(status) : null));
        return exchange.GetAsync(Of(repo) + "/plans" + query, Json.PlanPage, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<StoredPlan> ReviewPlanAsync(PlanVerdict verdict, CancellationToken cancellationToken) =>
        PostAsync(OfPlan(verdict.Repo, verdict.Name) + "/review", verdict, Json.PlanVerdict, Json.StoredPlan,
            isRepeatable: true, cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<StoredPlan>> ListAllPlansAsync(PlanStatus? status, PageRequest page,
        CancellationToken cancellationToken) =>
        exchange.GetAsync(
            "/plans" + Query(page, ("status", status is { } one ? Words.Of(one) : null)), Json.PlanPage, cancellationToken);

    /// <inheritdoc/>
    public override Task<PlanComment> CommentAsync(string repo, string plan, NewPlanComment comment,
        CancellationToken cancellationToken) =>
        PostAsync(OfPlan(repo, plan) + "/comments", comment, Json.NewPlanComment, Json.PlanComment, isRepeatable: false,
            cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<PlanComment>> ListCommentsAsync(string repo, string plan, PageRequest page,
        CancellationToken cancellationToken) =>
        exchange.GetAsync(OfPlan(repo, plan) + "/comments" + Query(page), Json.CommentPage, cancellationToken);

    /// <inheritdoc/>
    public override Task<StoredPlan> RemovePlanAsync(string repo, string name, CancellationToken cancellationToken) =>
        exchange.SendAsync(HttpMethod.Delete, OfPlan(repo, name), [], Json.StringArray, Json.StoredPlan,
            isRepeatable: false, cancellationToken);

    /// <inheritdoc/>
    public override async Task<Seq<Target>> ListTargetsAsync(string repo, string env,
        CancellationToken cancellationToken) =>
        (await exchange.GetAsync(Of(repo) + "/targets"
            + Query(("env", env)), Json.TargetListing, cancellationToken)).Items;

    /// <inheritdoc/>
    public override Task<Page<Target>> ListDatabasesAsync(DatabaseFilter filter, PageRequest page,
        CancellationToken cancellationToken) =>
        exchange.GetAsync("/databases" + Query(page, [("env", filter.Env), .. filter.Repos.Select(r => ("repo", (string?)r))]), Json.TargetPage, cancellationToken);

    /// <inheritdoc/>
    public override Task<Target> GetDatabaseAsync(string id, CancellationToken cancellationToken) =>
        exchange.GetAsync("/databases/" + HttpExchange.Segment(id), Json.Target, cancellationToken);

    /// <inheritdoc/>
    public override Task<Target> AcceptDatabaseAsync(string id, AcceptKind kind, CancellationToken cancellationToken) =>
        PostAsync(
            $"/databases/{HttpExchange.Segment(id)}/accept", new Acceptance(kind), Json.Acceptance, Json.Target,
            isRepeatable: false,
            cancellationToken);

    /// <inheritdoc/>
    public override Task<Target> ArchiveDatabaseAsync(string id, CancellationToken cancellationToken) =>
        PostAsync(
            $"/databases/{HttpExchange.Segment(id)}/archive", [], Json.StringArray, Json.Target, isRepeatable: true,
            cancellationToken);

    /// <inheritdoc/>
    public override Task<Target?> FindTargetAsync(string repo, string env, string identity,
        CancellationToken cancellationToken) =>
        exchange.TryGetAsync(
            Of(repo) + "/target" + Query(("env", env), ("identity", identity)), Json.Target, cancellationToken);

    /// <inheritdoc/>
    public override Task<Target> SettleAsync(SettleTarget settle, CancellationToken cancellationToken) =>
        PostAsync(Of(settle.Repo)
            + "/settle", settle, Json.SettleTarget, Json.Target, isRepeatable: true, cancellationToken);

    /// <inheritdoc/>
    public override Task<DeploymentReceipt> BeginAsync(DeploymentBegin begin, CancellationToken cancellationToken) =>
        PostAsync("/deployments", begin, Json.DeploymentBegin, Json.DeploymentReceipt, isRepeatable: true,
            cancellationToken);

    /// <inheritdoc/>
    public override Task ReportProgressAsync(DeploymentProgress progress, CancellationToken cancellationToken) =>
        PostAsync(
            $"/deployments/{HttpExchange.Segment(progress.Id)}/progress", progress, Json.DeploymentProgress,
            Json.DeploymentProgress, isRepeatable: false, cancellationToken);

    /// <inheritdoc/>
    public override Task<DeploymentReceipt> EndAsync(DeploymentEnd end, CancellationToken cancellationToken) =>
        PostAsync(
            $"/deployments/{HttpExchange.Segment(end.Id)}/end", end, Json.DeploymentEnd, Json.DeploymentReceipt,
            isRepeatable: true,
            cancellationToken);

    /// <inheritdoc/>
    public override Task<DeploymentReceipt> RecordAttemptAsync(
        DeploymentBegin begin, DeploymentEnd end, CancellationToken cancellationToken) =>
        PostAsync(
            "/attempts", new Attempt(begin, end), Json.Attempt, Json.DeploymentReceipt, isRepeatable: true,
            cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<Deployment>> ListDeploymentsAsync(
        DeploymentFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var query = Query(
            page,
            [("repo", filter.Repo), ("env", filter.Env), ("name", filter.Name), ("database", filter.Database),
                .. filter.Outcomes.Select(o => ("outcome", (string?)Words.Of(o)))]);
        return exchange.GetAsync("/deployments" + query, Json.DeploymentPage, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Deployment> GetDeploymentAsync(string id, CancellationToken cancellationToken) =>
        exchange.GetAsync("/deployments/" + HttpExchange.Segment(id), Json.Deployment, cancellationToken);

    /// <inheritdoc/>
    public override Task<TestRun> RecordTestsAsync(TestReport report, CancellationToken cancellationToken) =>
        PostAsync(Of(report.Repo) + "/tests", report, Json.TestReport, Json.TestRun, isRepeatable: true,
            cancellationToken);

    /// <inheritdoc/>
    public override Task<Page<TestRun>> ListTestsAsync(
        string repo, string? version, PageRequest page, CancellationToken cancellationToken) =>
        exchange.GetAsync(
            Of(repo) + "/tests" + Query(page, ("version", version)), Json.TestRunPage, cancellationToken);

    /// <inheritdoc/>
    public override async Task<Seq<Validation>> ReportValidationAsync(
        ValidationReport report, CancellationToken cancellationToken) =>
        (await PostAsync(Of(report.Repo) + "/validations", report, Json.ValidationReport, Json.ValidationListing,
            isRepeatable: true, cancellationToken)).Items;

    /// <inheritdoc/>
    public override Task<Page<Validation>> ListValidationsAsync(
        ValidationFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        exchange.GetAsync(
            Of(filter.Repo) + "/validations" + Query(page, ("env", filter.Env), ("version", filter.Version)),
            Json.ValidationPage, cancellationToken);

    /// <inheritdoc/>
    public override Task<Trace> TraceAsync(string repo, string? version, CancellationToken cancellationToken) =>
        exchange.GetAsync(Of(repo) + "/trace" + Query(("version", version)), Json.Trace, cancellationToken);

    /// <inheritdoc/>
    public override Task<LogState> GetLogAsync(long since, CancellationToken cancellationToken) =>
        exchange.GetAsync("/audit/log" + Query(("since", Number(since))), Json.LogState, cancellationToken);

    /// <inheritdoc/>
    public override Task<AuditPage> ReadLogAsync(
        AuditFilter filter, long start, long size, CancellationToken cancellationToken) =>
        exchange.GetAsync(
            "/audit/events" + Query(
                ("start", Number(start)), ("size", Number(size)), ("from", Time(filter.From)), ("to", Time(filter.To)),
                ("repo", filter.Repo), ("env", filter.Env), ("actor", filter.Actor), ("kind", filter.Kind)),
            Json.AuditPage, cancellationToken);

    /// <summary>Returns a token of a registry for the identity token of a CI run.</summary>
    /// <param name="options">Where the registry is, and the identity token in the place of a token.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RegistryException">The registry doesn't trust it.</exception>
    public static async Task<string> ExchangeAsync(
        HttpRegistryOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var exchange = new HttpExchange(options, time);
        return (await exchange.SendAsync(
            HttpMethod.Post, "/identity/exchange", "", Json.String, Json.IssuedToken, isRepeatable: true,
            cancellationToken)).Token;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        exchange.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<TAnswer> PostAsync<TBody, TAnswer>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<TAnswer> answer, bool isRepeatable, CancellationToken cancellationToken) =>
        exchange.SendAsync(HttpMethod.Post, path, body, bodyType, answer, isRepeatable, cancellationToken);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Time(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static string Of(string repo) => "/repos/" + HttpExchange.Segment(repo);

    private static string OfPlan(string repo, string name) => $"{Of(repo)}/plans/{HttpExchange.Segment(name)}";

    private static string Query(PageRequest page, params (string Name, string? Value)[] arguments) => Query(
        [("page", page.Number.ToString(CultureInfo.InvariantCulture)),
            ("size", page.Size.ToString(CultureInfo.InvariantCulture)), .. arguments]);

    private static string Query(params (string Name, string? Value)[] arguments)
    {
        var given = arguments.Where(a => a.Value is not null)
            .Select(a => $"{a.Name}={Uri.EscapeDataString(a.Value ?? "")}").ToList();
        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}
