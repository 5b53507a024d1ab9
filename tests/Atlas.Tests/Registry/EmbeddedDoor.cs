using Atlas.Core.Registries;
using Atlas.Registry.Doors;
using Atlas.Tests.Registry.Suite;

namespace Atlas.Tests.Registry;

/// <summary>The door in process.</summary>
public sealed class EmbeddedDoor : IDoor
{
    public Task<(SchemaRegistry Registry, IAsyncDisposable? Owned)> OpenAsync(World world) =>
        Task.FromResult<(SchemaRegistry, IAsyncDisposable?)>((EmbeddedRegistry.Open(world.Rules, "ann", world.Url.Redacted), null));
}

public sealed class EmbeddedPushFacts() : PushFacts(new EmbeddedDoor());

public sealed class EmbeddedPlanFacts() : PlanFacts(new EmbeddedDoor());

public sealed class EmbeddedRedactionFacts() : RedactionFacts(new EmbeddedDoor());

public sealed class EmbeddedAuditFacts() : AuditFacts(new EmbeddedDoor());

public sealed class EmbeddedVersionFacts() : VersionFacts(new EmbeddedDoor());

public sealed class EmbeddedDeploymentFacts() : DeploymentFacts(new EmbeddedDoor());

public sealed class EmbeddedTargetFacts() : TargetFacts(new EmbeddedDoor());

public sealed class EmbeddedPermitFacts() : PermitFacts(new EmbeddedDoor());

public sealed class EmbeddedPolicyFacts() : PolicyFacts(new EmbeddedDoor());
public sealed class EmbeddedEvidenceFacts() : EvidenceFacts(new EmbeddedDoor());

public sealed class EmbeddedVerificationFacts() : VerificationFacts(new EmbeddedDoor());

public sealed class EmbeddedMigrationFacts() : MigrationFacts(new EmbeddedDoor());
