using Atlas.Core.Diff;
using Atlas.Core.Planning;

namespace Atlas.Core.Model;

/// <summary>Views of whole realms.</summary>
public static class Realms
{
    /// <summary>Returns a realm of one schema with that schema under another name, wherever it is mentioned.</summary>
    /// <param name="realm">The realm; one without a schema comes back as it is.</param>
    /// <param name="name">The schema's new name.</param>
    /// <exception cref="ArgumentException">The realm has several schemas.</exception>
    public static Realm Rebind(Realm realm, string name)
    {
        if (realm.Schemas.Count > 1)
            throw new ArgumentException("Only a realm of one schema can be bound to a name.", nameof(realm));
        if (realm.Schemas.IsEmpty || realm.Schemas[0].Name == name) return realm;
        var schema = realm.Schemas[0];
        var tables = schema.Tables.Select(t => Rebind(t, schema.Name, name)).ToSeq();
        return realm with { Schemas = [schema with { Name = name, Tables = tables }] };
    }

    /// <summary>Returns renames with another name for the one schema they are about.</summary>
    public static Seq<Rename> Rebind(Seq<Rename> renames, string name) =>
        renames.Select(r => r with { Table = r.Table with { Schema = name } }).ToSeq();

    /// <summary>Returns whether two realms differ in nothing but the order of columns, which no ALTER
    /// reaches.</summary>
    public static bool SameUpToColumnOrder(Realm left, Realm right) =>
        Fingerprints.Of(left, false, []) == Fingerprints.Of(right, false, []);

    private static Table Rebind(Table table, string from, string to)
    {
        return table with
        {
            Columns = table.Columns.Select(c => c with { Type = RebindType(c.Type) }).ToSeq(),
            ForeignKeys = table.ForeignKeys.Select(k => k with { References = RebindName(k.References) }).ToSeq(),
        };

        ObjectName RebindName(ObjectName name) => name.Schema == from ? name with { Schema = to } : name;

        ColumnType RebindType(ColumnType type) => type switch
        {
            EnumReference reference => reference with { Name = RebindName(reference.Name) },
            ArrayType array => array with { Element = RebindType(array.Element) },
            _ => type,
        };
    }
}
