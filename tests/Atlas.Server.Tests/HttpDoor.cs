using Atlas.Core.Registries;
using Atlas.Registry.Doors;
using Atlas.Tests.Registry.Suite;

namespace Atlas.Server.Tests;

/// <summary>The door over HTTP, with a token of its own.</summary>
public sealed class HttpDoor : IDoor
{
    public async Task<(SchemaRegistry Registry, IAsyncDisposable? Owned)> OpenAsync(World world)
    {
        var server = await RunningServer.StartAsync(world);
        var token = await server.TokenAsync("ann", ["read", "push", "plan", "approve", "deploy:*", "audit", "admin", "break-glass"]);
        return (new HttpRegistry(new(server.Address, token), TimeProvider.System), server);
    }
}

public sealed class HttpPushFacts() : PushFacts(new HttpDoor());

public sealed class HttpPlanFacts() : PlanFacts(new HttpDoor());

public sealed class HttpRedactionFacts() : RedactionFacts(new HttpDoor());

public sealed class HttpAuditFacts() : AuditFacts(new HttpDoor());

public sealed class HttpVersionFacts() : VersionFacts(new HttpDoor());

public sealed class HttpDeploymentFacts() : DeploymentFacts(new HttpDoor());

public sealed class HttpTargetFacts() : TargetFacts(new HttpDoor());

public sealed class HttpPolicyFacts() : PolicyFacts(new HttpDoor());

public sealed class HttpPermitFacts() : PermitFacts(new HttpDoor());
public sealed class HttpEvidenceFacts() : EvidenceFacts(new HttpDoor());

public sealed class HttpVerificationFacts() : VerificationFacts(new HttpDoor());
