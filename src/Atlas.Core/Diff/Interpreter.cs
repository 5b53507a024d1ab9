using System.Diagnostics;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Applies changes to a realm in memory; by that it defines what each change means.</summary>
/// <remarks>A change of something that isn't there, or an addition of something that is, throws: the change is
/// wrong.</remarks>
public static class Interpreter
{
    /// <summary>Returns the realm after a change.</summary>
    public static Realm Apply(Change change, Realm realm) => change switch
    {
        AddSchema c => Add(realm, c.Schema),
        DropSchema c => realm with { Schemas = realm.Schemas.Remove(c.Schema, s => s.Name == c.Schema.Name) },
        SetSchemaComment c => In(realm, c.Schema, s => s with { Comment = c.To }),
        AddEnum c => In(realm, c.Schema, s => Add(s, c.Enum)),
        DropEnum c => In(realm, c.Schema, s => Without(s, c.Enum)),
        ModifyEnum c => In(realm, c.Schema, s => Replace(s, c.From, c.To)),
        AddTable c => In(realm, c.Schema, s => Add(s, c.Table)),
        DropTable c => In(realm, c.Schema, s => Without(s, c.Table)),
        RenameTable c => Rename(realm, c),
        ModifyTable c => Modify(realm, c),
        AddObject c => ObjectInterpreter.Edit(realm, c.Schema, o => ObjectInterpreter.Add(o, c.Object)),
        DropObject c => ObjectInterpreter.Edit(realm, c.Schema, o => ObjectInterpreter.Remove(o, c.Object)),
        ModifyObject c => ObjectInterpreter.Edit(realm, c.Schema, o => ObjectInterpreter.Replace(o, c.From, c.To)),
        RenameObject c => ObjectInterpreter.Rename(realm, c),
        _ => throw new UnreachableException($"{change.GetType().Name} has no meaning."),
    };

    /// <summary>Returns the realm after all changes, in order.</summary>
    public static Realm Apply(IEnumerable<Change> changes, Realm realm) =>
        changes.Aggregate(realm, (current, change) => Apply(change, current));

    /// <summary>Returns the table after all changes, in order.</summary>
    public static Table Apply(IEnumerable<TableChange> changes, Table table) =>
        changes.Aggregate(table, (current, change) => TableInterpreter.Apply(change, current));

    private static Realm In(Realm realm, string name, Func<Schema, Schema> edit)
    {
        var schema = realm.Schema(name) ?? throw new UnreachableException($"The schema {name} isn't there.");
        return realm with { Schemas = realm.Schemas.Replace(schema, edit(schema), s => s.Name == name) };
    }

    private static Realm Add(Realm realm, Schema schema) => realm.Schema(schema.Name) is null
        ? realm with { Schemas = realm.Schemas.Insert(schema, (a, b) => string.CompareOrdinal(a.Name, b.Name)) }
        : throw new UnreachableException($"The schema {schema.Name} is there already.");

    private static Schema Add(Schema schema, EnumType type) => schema.Enums.All(e => e.Name != type.Name)
        ? schema with { Enums = schema.Enums.Insert(type, (a, b) => string.CompareOrdinal(a.Name, b.Name)) }
        : throw new UnreachableException($"The enum {type.Name} is there already.");

    private static Schema Add(Schema schema, Table table) => schema.Table(table.Name) is null
        ? schema with { Tables = schema.Tables.Insert(table, (a, b) => string.CompareOrdinal(a.Name, b.Name)) }
        : throw new UnreachableException($"The table {table.Name} is there already.");

    private static Schema Without(Schema schema, EnumType type) =>
        schema with { Enums = schema.Enums.Remove(type, e => e.Name == type.Name) };

    private static Schema Replace(Schema schema, EnumType from, EnumType to) =>
        schema with { Enums = schema.Enums.Replace(from, to, e => e.Name == from.Name) };

    private static Schema Without(Schema schema, Table table) =>
        schema with { Tables = schema.Tables.Remove(table, t => t.Name == table.Name) };

    private static Realm Rename(Realm realm, RenameTable change)
    {
        var from = new ObjectName(change.Schema, change.From);
        var to = new ObjectName(change.Schema, change.To);
        var table = realm.Table(from) ?? throw new UnreachableException($"The table {from} isn't there.");
        var renamed = In(realm, change.Schema, s => Add(Without(s, table), table with { Name = change.To }));
        return ObjectInterpreter.Follow(renamed, ObjectKind.Table, from, to);
    }

    private static Realm Modify(Realm realm, ModifyTable change)
    {
        var name = new ObjectName(change.Schema, change.From.Name);
        var table = realm.Table(name) ?? throw new UnreachableException($"The table {name} isn't there.");
        var modified = In(realm, change.Schema, s => s with
        {
            Tables = s.Tables.Replace(table, Apply(change.Changes, table), t => t.Name == table.Name),
        });
        return change.Changes.OfType<RenameColumn>().Aggregate(modified, (current, rename) =>
            ObjectInterpreter.RenameColumn(
                WithForeignKeys(Heirs.Follow(current, name, rename.From, rename.To), key => key.References == name
                    ? key with { ReferencedColumns = Names.Renamed(key.ReferencedColumns, rename.From, rename.To) }
                    : key), name, rename.From, rename.To));
    }

    private static Realm WithForeignKeys(Realm realm, Func<ForeignKey, ForeignKey> edit) => realm with
    {
        Schemas = realm.Schemas.Select(s => s with
        {
            Tables = s.Tables.Select(t => t.ForeignKeys.IsEmpty
                ? t
                : t with { ForeignKeys = t.ForeignKeys.Select(edit).ToSeq() }).ToSeq(),
        }).ToSeq(),
    };
}
