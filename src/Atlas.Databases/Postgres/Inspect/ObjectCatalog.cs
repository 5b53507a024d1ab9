using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>The catalogues whose oids name objects, by the oids that the catalogues themselves have in pg_class.</summary>
internal enum Catalog : uint
{
    Types = 1247,
    Routines = 1255,
    Relations = 1259,
    Triggers = 2620,
    Extensions = 3079,
    Policies = 3256,
    Collations = 3456,
}

/// <summary>Collects objects by their oids, and what they stand on.</summary>
internal sealed class ObjectCatalog
{
    private readonly Dictionary<(uint Catalog, uint Oid), ObjectReference> _known = [];
    private readonly List<(uint Catalog, uint Oid, string Schema, RealmObject Object)> _objects = [];
    private readonly Dictionary<(uint Catalog, uint Oid), List<ObjectReference>> _uses = [];
    private readonly Dictionary<(uint Catalog, uint Oid), List<Grant>> _grants = [];

    /// <summary>Gets the objects with what they stand on, in the order in which they came.</summary>
    public IEnumerable<(string Schema, RealmObject Object)> All => _objects.Select(o => (o.Schema, o.Object with
    {
        DependsOn = [.. _uses.GetValueOrDefault((o.Catalog, o.Oid)) ?? []],
        Grants = [.. _grants.GetValueOrDefault((o.Catalog, o.Oid)) ?? []],
    }));

    /// <summary>Takes an object.</summary>
    public void Add(Catalog catalog, uint oid, string schema, RealmObject item)
    {
        _objects.Add(((uint)catalog, oid, schema, item));
        Know(catalog, oid, item.In(schema));
    }

    /// <summary>Takes note of what an oid means.</summary>
    public void Know(Catalog catalog, uint oid, ObjectReference reference) => _known[((uint)catalog, oid)] = reference;

    /// <summary>Returns whether an oid means something that is managed.</summary>
    public bool Knows(Catalog catalog, uint oid) => _known.ContainsKey(((uint)catalog, oid));

    /// <summary>Takes in a row of <c>dependencies.sql</c>; what isn't managed is passed over.</summary>
    public void Connect(CatalogRows rows)
    {
        var (user, used) = ((rows.Oid(), rows.Oid()), (rows.Oid(), rows.Oid()));
        if (user == used || !_known.TryGetValue(used, out var reference)) return;
        if (!_uses.TryGetValue(user, out var list)) _uses.Add(user, list = []);
        list.Add(reference);
    }

    /// <summary>Takes in a row of <c>grants.sql</c>.</summary>
    public void Grant(CatalogRows rows)
    {
        var key = (rows.Oid(), rows.Oid());
        var grant = new Grant(rows.Text(), rows.Text(), rows.TextOrNull(), rows.Flag());
        if (!_grants.TryGetValue(key, out var list)) _grants.Add(key, list = []);
        list.Add(grant);
    }
}
