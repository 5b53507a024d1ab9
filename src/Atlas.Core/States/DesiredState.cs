using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Core.States;

/// <summary>A realm that somebody wants, with what only its source can know.</summary>
/// <param name="Realm">The realm.</param>
public sealed record DesiredState(Realm Realm)
{
    /// <summary>Gets the renames that the source declares.</summary>
    public Seq<Rename> Renames { get; init; } = [];

    /// <summary>Gets the objects of the source that this program doesn't manage; applying such a state is refused by
    /// name.</summary>
    public Seq<UnmanagedObject> Unmanaged { get; init; } = [];

    /// <summary>Gets whether it is one schema, whatever its name; else a whole database.</summary>
    public bool IsSchemaScope { get; init; }

    /// <summary>Gets the registry version that it is; null for anything else.</summary>
    public ResolvedVersion? Version { get; init; }
}
