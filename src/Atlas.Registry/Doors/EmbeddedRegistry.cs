using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Registry.Rules;

namespace Atlas.Registry.Doors;

/// <summary>The door in process: the registry of one user, in a file that this user can edit.</summary>
public static class EmbeddedRegistry
{
    /// <summary>The organisation of every embedded registry.</summary>
    public const string Organisation = "local";

    /// <summary>Opens the door. The rules' storage stays its owner's.</summary>
    /// <param name="rules">The rules over the file.</param>
    /// <param name="user">The user's name on this machine.</param>
    /// <param name="file">The file, as it may be shown.</param>
    public static SchemaRegistry Open(RegistryRules rules, string user, string file) =>
        new BoundRegistry(rules, Owner(user), RegistryLinks.Embedded, file, isEmbedded: true);

    /// <summary>Returns the subject who owns a registry's storage and so may do everything in it.</summary>
    /// <param name="user">The user's name on this machine.</param>
    public static Subject Owner(string user) => new(user, Organisation, Scopes.All, null);
}
