using Atlas.Core.Diff;
using Atlas.Core.Planning;

namespace Atlas.Core.Model;

/// <summary>Views of whole realms.</summary>
public static class Realms
{
    /// <summary>Returns a realm of one schema with that schema under another name, wherever it is mentioned, and without
    /// what lies in no schema.</summary>
    /// <param name="realm">The realm; one without a schema comes back as it is.</param>
    /// <param name="name">The schema's new name.</param>
    /// <exception cref="ArgumentException">The realm has several schemas.</exception>
    public static Realm Rebind(Realm realm, string name)
    {
        if (realm.Schemas.Count > 1)
            throw new ArgumentException("Only a realm of one schema can be bound to a name.", nameof(realm));
        if (realm.Schemas.IsEmpty || realm.Schemas[0].Name == name) return realm;
        var old = realm.Schemas[0].Name;
        var rebound = new NameEdits((_, o) => o.Schema == old ? o with { Schema = name } : o).Of(realm);
        return rebound with { Schemas = [rebound.Schemas[0] with { Name = name }], Objects = [] };
    }

    /// <summary>Returns renames with another name for the one schema they are about.</summary>
    public static Seq<Rename> Rebind(Seq<Rename> renames, string name) =>
        renames.Select(r => r with { Table = r.Table with { Schema = name } }).ToSeq();

    /// <summary>Returns whether two realms differ in nothing but the order of columns, which no ALTER
    /// reaches.</summary>
    public static bool SameUpToColumnOrder(Realm left, Realm right) =>
        Fingerprints.Of(left, false, []) == Fingerprints.Of(right, false, []);
}
