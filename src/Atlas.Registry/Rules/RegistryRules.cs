using Atlas.Registry.Backups;
using Atlas.Registry.Promotion;
using Atlas.Registry.Storage;
using Atlas.Registry.Webhooks;

namespace Atlas.Registry.Rules;

/// <summary>What a registry does and refuses, by subject. One set of rules behind every door.</summary>
public sealed class RegistryRules
{
    /// <summary>Makes the rules over a storage whose tables are there.</summary>
    /// <param name="store">The storage.</param>
    /// <param name="time">The registry's clock.</param>
    /// <param name="random">Returns so many unpredictable bytes.</param>
    public RegistryRules(RegistryStore store, TimeProvider time, Func<int, byte[]> random)
    {
        var clock = new RegistryClock(time, random);
        var audit = new Audit(clock);
        Store = store;
        Repos = new(store, clock, audit);
        Versions = new(store);
        Plans = new(store, clock, audit);
        PlanComments = new(store, clock, audit);
        Redactions = new(store, clock, audit, Plans);
        Pushes = new(store, clock, audit, Plans);
        Targets = new(store);
        Acceptances = new(store, clock, audit);
        Permits = new(store, clock, audit);
        Withdrawals = new(store, clock, audit);
        Deployments = new(store, clock, audit, Permits, Withdrawals);
        Progresses = new(store, clock);
        Attempts = new(store, clock, audit);
        TestRuns = new(store, clock, audit);
        Validations = new(store, clock, audit);
        History = new(store);
        Policies = new(store, clock, audit);
        Hindsights = new(store);
        Protections = new(store);
        Verifications = new(store, clock, audit);
        Tokens = new(store, clock, audit);
        Sessions = new(store, clock, audit, Tokens);
        Log = new(store, clock);
        Epoch = new(clock, audit);
        Webhooks = new(store, clock, audit);
        Deliveries = new(store, clock);
    }

    /// <summary>Gets the storage.</summary>
    public RegistryStore Store { get; }

    /// <summary>Gets the rules of tokens.</summary>
    public Tokens Tokens { get; }

    /// <summary>Gets the rules of sign-in.</summary>
    public Sessions Sessions { get; }

    /// <summary>Gets the rules of the audit log.</summary>
    public AuditLog Log { get; }

    internal Epoch Epoch { get; }

    /// <summary>Gets what brings events to webhooks.</summary>
    public Deliveries Deliveries { get; }

    internal WebhookRules Webhooks { get; }

    internal Repos Repos { get; }

    internal Versions Versions { get; }

    internal Plans Plans { get; }

    internal PlanComments PlanComments { get; }

    internal Redactions Redactions { get; }

    internal Pushes Pushes { get; }

    internal Targets Targets { get; }

    internal Acceptances Acceptances { get; }

    internal Deployments Deployments { get; }

    internal Progresses Progresses { get; }

    internal Attempts Attempts { get; }

    internal TestRuns TestRuns { get; }

    internal Validations Validations { get; }

    internal History History { get; }

    internal Policies Policies { get; }

    internal Permits Permits { get; }

    internal Withdrawals Withdrawals { get; }

    internal Hindsights Hindsights { get; }

    internal Protections Protections { get; }

    internal Verifications Verifications { get; }
}
