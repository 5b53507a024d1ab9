using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Hcl.Values;

namespace Atlas.Core.States;

/// <summary>What a state is loaded for.</summary>
/// <param name="Urls">Where it comes from; several are one document.</param>
/// <param name="Driver">The kind of database that gives it its meaning.</param>
public sealed record StateRequest(Seq<string> Urls, Driver Driver)
{
    /// <summary>Gets the dev database's URL; null for the driver's own default.</summary>
    public Url? Dev { get; init; }

    /// <summary>Gets the identities that the dev database must not have.</summary>
    public Seq<DatabaseIdentity> Targets { get; init; } = [];

    /// <summary>Gets the schema that the state is for; null when the scope is the whole database.</summary>
    public string? BoundSchema { get; init; }

    /// <summary>Gets whether the scope isn't decided by a target, so that the dev database's decides.</summary>
    public bool TakesScopeOfDev { get; init; }

    /// <summary>Gets the schemas to read; empty for all.</summary>
    public Seq<string> Schemas { get; init; } = [];

    /// <summary>Gets the input variables of schema files.</summary>
    public IReadOnlyDictionary<string, Value> Variables { get; init; } = new Dictionary<string, Value>();
}
