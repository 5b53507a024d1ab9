using System.Text.Json;
using System.Text.Json.Serialization;
using Atlas.Core.Planning;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;

namespace Atlas.Registry.Wire;

/// <summary>How the registry's records are written as JSON: on the wire, in its own tables and in audit
/// events.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 32,
    Converters =
    [
        typeof(DigestConverter), typeof(FingerprintConverter),
        typeof(WordConverter<ReferenceKind>), typeof(WordConverter<TargetStatus>), typeof(WordConverter<AcceptKind>),
        typeof(WordConverter<DeploymentOutcome>), typeof(WordConverter<RegistryProblem>),
        typeof(WordConverter<PlanStatus>),
        typeof(WordConverter<PolicyState>), typeof(DurationConverter), typeof(SeqConverter<PolicyRevision>),
        typeof(SeqConverter<PromotionRule>), typeof(SeqConverter<FreezeWindow>),
        typeof(WordConverter<PermitState>), typeof(SeqConverter<Permit>), typeof(SeqConverter<Withdrawal>),
        typeof(SeqConverter<ProtectedDatabase>), typeof(SeqConverter<JudgedDeployment>),
        typeof(SeqConverter<PlanComment>), typeof(SeqConverter<PlanFinding>), typeof(WordConverter<VerificationVerdict>),
        typeof(SeqConverter<string>), typeof(SeqConverter<double>), typeof(SeqConverter<Repo>), typeof(SeqConverter<ResolvedVersion>),
        typeof(SeqConverter<Target>),
        typeof(SeqConverter<Deployment>), typeof(SeqConverter<TracedVersion>), typeof(SeqConverter<CheckOutcome>),
        typeof(SeqConverter<PlanApproval>), typeof(SeqConverter<Webhook>), typeof(SeqConverter<WebhookDelivery>),
        typeof(WordConverter<WebhookFormat>), typeof(WordConverter<DeliveryState>),
        typeof(SeqConverter<StoredPlan>), typeof(SeqConverter<Fingerprint>), typeof(SeqConverter<PlanReference>),
        typeof(SeqConverter<StatementRun>), typeof(SeqConverter<AuditEntry>),
        typeof(SeqConverter<KeyValuePair<string, string>>),
        typeof(SeqConverter<StoredPlan>), typeof(SeqConverter<PlanReference>),
        typeof(WordConverter<EvidenceOutcome>), typeof(SeqConverter<TestRun>), typeof(SeqConverter<Validation>),
        typeof(SeqConverter<PullRequestReview>),
        typeof(SeqConverter<StatementRun>), typeof(SeqConverter<KeyValuePair<string, string>>),
    ])]
[JsonSerializable(typeof(Subject))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(Repo))]
[JsonSerializable(typeof(NewRepo))]
[JsonSerializable(typeof(RepoSettings))]
[JsonSerializable(typeof(Page<Repo>), TypeInfoPropertyName = "RepoPage")]
[JsonSerializable(typeof(ResolvedVersion))]
[JsonSerializable(typeof(Page<ResolvedVersion>), TypeInfoPropertyName = "VersionPage")]
[JsonSerializable(typeof(Listing<ResolvedVersion>), TypeInfoPropertyName = "VersionListing")]
[JsonSerializable(typeof(Redacting))]
[JsonSerializable(typeof(PushRequest))]
[JsonSerializable(typeof(PushedVersion))]
[JsonSerializable(typeof(Fingerprint))]
[JsonSerializable(typeof(StoredPlan))]
[JsonSerializable(typeof(Page<StoredPlan>), TypeInfoPropertyName = "PlanPage")]
[JsonSerializable(typeof(PlanPush))]
[JsonSerializable(typeof(PlanVerdict))]
[JsonSerializable(typeof(PlanReplay))]
[JsonSerializable(typeof(PlanReview))]
[JsonSerializable(typeof(Target))]
[JsonSerializable(typeof(Page<Target>), TypeInfoPropertyName = "TargetPage")]
[JsonSerializable(typeof(Listing<Target>), TypeInfoPropertyName = "TargetListing")]
[JsonSerializable(typeof(Acceptance))]
[JsonSerializable(typeof(SettleTarget))]
[JsonSerializable(typeof(DeploymentBegin))]
[JsonSerializable(typeof(DeploymentEnd))]
[JsonSerializable(typeof(DeploymentProgress))]
[JsonSerializable(typeof(Attempt))]
[JsonSerializable(typeof(DeploymentReceipt))]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(Page<Deployment>), TypeInfoPropertyName = "DeploymentPage")]
[JsonSerializable(typeof(TestReport))]
[JsonSerializable(typeof(TestRun))]
[JsonSerializable(typeof(Page<TestRun>), TypeInfoPropertyName = "TestRunPage")]
[JsonSerializable(typeof(ValidationReport))]
[JsonSerializable(typeof(Validation))]
[JsonSerializable(typeof(Page<Validation>), TypeInfoPropertyName = "ValidationPage")]
[JsonSerializable(typeof(Listing<Validation>), TypeInfoPropertyName = "ValidationListing")]
[JsonSerializable(typeof(Trace))]
[JsonSerializable(typeof(PromotionPolicy))]
[JsonSerializable(typeof(PolicyRevision))]
[JsonSerializable(typeof(Listing<PolicyRevision>), TypeInfoPropertyName = "PolicyListing")]
[JsonSerializable(typeof(PolicyDecision))]
[JsonSerializable(typeof(Listing<JudgedDeployment>), TypeInfoPropertyName = "JudgedListing")]
[JsonSerializable(typeof(PlanComment))]
[JsonSerializable(typeof(NewPlanComment))]
[JsonSerializable(typeof(Page<PlanComment>), TypeInfoPropertyName = "CommentPage")]
[JsonSerializable(typeof(Permit))]
[JsonSerializable(typeof(Page<Permit>), TypeInfoPropertyName = "PermitPage")]
[JsonSerializable(typeof(PermitRequest))]
[JsonSerializable(typeof(PermitExamination))]
[JsonSerializable(typeof(BreakGlass))]
[JsonSerializable(typeof(DeployedDatabase))]
[JsonSerializable(typeof(PullRequestReview))]
[JsonSerializable(typeof(Withdrawal))]
[JsonSerializable(typeof(WatchedTarget))]
[JsonSerializable(typeof(SignedObservation))]
[JsonSerializable(typeof(Verification))]
[JsonSerializable(typeof(Listing<ProtectedDatabase>), TypeInfoPropertyName = "ProtectedListing")]
[JsonSerializable(typeof(PlanApproval))]
[JsonSerializable(typeof(RememberedProtection[]), TypeInfoPropertyName = "RememberedProtections")]
[JsonSerializable(typeof(NewWebhook))]
[JsonSerializable(typeof(AddedWebhook))]
[JsonSerializable(typeof(Webhook))]
[JsonSerializable(typeof(Listing<Webhook>), TypeInfoPropertyName = "WebhookListing")]
[JsonSerializable(typeof(WebhookDelivery))]
[JsonSerializable(typeof(Page<WebhookDelivery>), TypeInfoPropertyName = "DeliveryPage")]
[JsonSerializable(typeof(LogState))]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(Claims))]
[JsonSerializable(typeof(Review))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(KeyValuePair<string, string>), TypeInfoPropertyName = "NamedText")]
[JsonSerializable(typeof(string[]))]
internal sealed partial class RegistryJson : JsonSerializerContext;
