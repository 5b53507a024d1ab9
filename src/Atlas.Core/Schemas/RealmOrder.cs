using Atlas.Core.Model;

namespace Atlas.Core.Schemas;

/// <summary>Puts a realm in the order that its records promise.</summary>
internal static class RealmOrder
{
    /// <summary>Returns the realm with everything sorted but what has an order of its own.</summary>
    public static Realm Sorted(Realm realm) => realm with
    {
        Schemas = By(realm.Schemas.Select(Sorted), s => s.Name),
        Objects = By(realm.Objects),
    };

    private static Schema Sorted(Schema schema) => schema with
    {
        Enums = By(schema.Enums, e => e.Name),
        Tables = By(schema.Tables.Select(Sorted), t => t.Name),
        Objects = By(schema.Objects),
    };

    private static Seq<RealmObject> By(Seq<RealmObject> objects) =>
        objects.OrderBy(o => o, Comparer<RealmObject>.Create(RealmObject.InOrder)).ToSeq();

    private static Table Sorted(Table table) => table with
    {
        ForeignKeys = By(table.ForeignKeys, k => k.Name),
        Indexes = By(table.Indexes, i => i.Name),
        Checks = table.Checks
            .OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Expression, StringComparer.Ordinal).ToSeq(),
    };

    private static Seq<T> By<T>(IEnumerable<T> items, Func<T, string> name) =>
        items.OrderBy(name, StringComparer.Ordinal).ToSeq();
}
