using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Renames tables, columns and indexes of a realm by choice, to names that nothing had before.</summary>
public sealed class RealmRenames(Choices choose)
{
    public (Realm Realm, Seq<Rename> Renames) Rename(Realm realm)
    {
        var renames = new List<Rename>();
        foreach (var (schema, table) in RealmBuilder.Tables(realm))
        {
            var name = table.Name;
            if (choose.Chance(40))
            {
                name = $"renamed {table.Name}";
                realm = Interpreter.Apply(new RenameTable(schema, table.Name, name), realm);
                renames.Add(new(RenameKind.Table, new(schema, name), table.Name, name));
            }

            if (choose.Chance(40)) Part(RenameKind.Column, choose.Of(table.Columns).Name);
            if (choose.Chance(40) && !table.Indexes.IsEmpty) Part(RenameKind.Index, choose.Of(table.Indexes).Name);

            void Part(RenameKind kind, string from)
            {
                var to = $"renamed {from}";
                TableChange change = kind == RenameKind.Column ? new RenameColumn(from, to) : new RenameIndex(from, to);
                var current = realm.Table(new(schema, name))!;
                realm = Interpreter.Apply(new ModifyTable(schema, current, current, [change]), realm);
                renames.Add(new(kind, new(schema, name), from, to));
            }
        }

        foreach (var (schema, item) in realm.AllObjects().Where(o => o.Object is not Trigger).ToList())
        {
            if (!choose.Chance(40)) continue;
            var (current, to) = (realm.Object(item.In(schema))!, $"renamed {item.Name}");
            realm = Interpreter.Apply(new RenameObject(schema, current, to), realm);
            renames.Add(new(RenameKind.Object, new(schema, to), item.Name, to) { Object = item.Kind });
        }

        return (realm, [.. renames]);
    }
}
