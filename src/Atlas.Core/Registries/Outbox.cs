namespace Atlas.Core.Registries;

/// <summary>Keeps the ends of deployments that the registry couldn't take, until it can.</summary>
public abstract class Outbox
{
    /// <summary>Gets where the waiting ends are, to be shown.</summary>
    public abstract string Folder { get; }

    /// <summary>Keeps an end; replaces one of the same deployment.</summary>
    public abstract void Keep(DeploymentEnd end);

    /// <summary>Sends what waits; what the registry can't take now stays. One round trip for each end.</summary>
    public abstract Task FlushAsync(SchemaRegistry registry, CancellationToken cancellationToken);
}
