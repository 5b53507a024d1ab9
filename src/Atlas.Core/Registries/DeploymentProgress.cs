using Atlas.Core.Model;

namespace Atlas.Core.Registries;

/// <summary>How far a deployment is that has no end yet, as who runs it said last. It watches; it never decides.</summary>
/// <param name="Id">The deployment.</param>
/// <param name="Finished">How long each finished statement took in milliseconds, in the order of the begin's
/// statements; empty before the first is done.</param>
/// <param name="At">When it was said: by the registry's clock once the registry has it.</param>
public sealed record DeploymentProgress(string Id, Seq<double> Finished, DateTimeOffset At);
