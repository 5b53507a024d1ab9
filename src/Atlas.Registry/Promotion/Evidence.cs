using Atlas.Core.Model;
using Atlas.Core.Promotion;
using Atlas.Core.Registries;
using Atlas.Registry.Storage;

namespace Atlas.Registry.Promotion;

/// <summary>All that decides whether a deployment may be permitted, as it was at one moment.</summary>
/// <param name="Now">The moment, by the registry's clock.</param>
/// <param name="Begin">The deployment that asks.</param>
/// <param name="Subject">Who asks.</param>
/// <param name="Version">The version it is of; null for a state that isn't from the registry.</param>
/// <param name="OnTarget">The version that the database is on, or was on when that was last known; null when it never
/// was on one.</param>
/// <param name="Plans">The approved plans that it runs; empty where its statements were computed.</param>
/// <param name="Tests">The runs of the schema tests on the version, oldest first.</param>
/// <param name="Validations">The validations that stand, of all databases of the repo.</param>
/// <param name="Sources">What is known of each source that the rule names.</param>
/// <param name="Withdrawals">Why the version can't be promoted; empty when it can.</param>
/// <param name="Open">The permit of the database that is open; null when none is.</param>
/// <param name="Objection">Why the database can't be a target of the environment; null when it can.</param>
internal sealed record Evidence(
    DateTimeOffset Now, DeploymentBegin Begin, string Subject, VersionRow? Version, VersionRow? OnTarget,
    Seq<PlanRow> Plans, Seq<TestRun> Tests, Seq<Validation> Validations, Seq<SourceEvidence> Sources,
    Seq<Withdrawal> Withdrawals, Permit? Open, string? Objection);

/// <summary>What is known of a source.</summary>
/// <param name="Env">The environment.</param>
/// <param name="Targets">Its targets that aren't archived, by name; may be empty.</param>
internal sealed record SourceEvidence(string Env, Seq<TargetRow> Targets);
