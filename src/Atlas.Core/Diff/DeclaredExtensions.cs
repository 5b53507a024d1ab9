using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Tells the extensions that a state declares from those that somebody else installed.</summary>
/// <remarks>
/// One that isn't declared is left alone: a provider or a dev database brings some of its own. So it is in no comparison, no
/// plan, and no fingerprint that is compared with the declaration's; and a version or schema that isn't asked for makes
/// no difference. Source: docs/design/0012-postgresql-settings.md.
/// </remarks>
public static class DeclaredExtensions
{
    /// <summary>Returns a realm with the declared extensions only, told as far as the declaration asks.</summary>
    /// <param name="found">What is there.</param>
    /// <param name="desired">What is wanted, and declares extensions.</param>
    public static Realm In(Realm found, Realm desired)
    {
        if (found.Objects.IsEmpty) return found;
        var wanted = desired.Objects.OfType<Extension>().ToDictionary(e => e.Name, StringComparer.Ordinal);
        return found with { Objects = found.Objects.Select(Known).OfType<RealmObject>().ToSeq() };

        RealmObject? Known(RealmObject item)
        {
            if (item is not Extension extension) return item;
            if (!wanted.TryGetValue(extension.Name, out var declared)) return null;
            return extension with
            {
                Version = declared.Version is null ? null : extension.Version,
                Schema = declared.Schema is null ? null : extension.Schema,
            };
        }
    }

    /// <summary>Returns a realm that a database built with the extensions as they were declared.</summary>
    public static Realm Marked(Realm built, Realm declared) => built with { Objects = declared.Objects };

    /// <summary>Returns what another database has as a wish: its extensions in any version, but those that it was given
    /// before.</summary>
    /// <param name="found">What it has.</param>
    /// <param name="given">The names of those that nobody wishes.</param>
    public static Realm Wished(Realm found, IReadOnlySet<string> given) => found with
    {
        Objects = found.Objects.Where(o => o is not Extension e || !given.Contains(e.Name))
            .Select(o => o is Extension e ? e with { Version = null } : o).ToSeq(),
    };
}
