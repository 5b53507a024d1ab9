using System.Diagnostics;
using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Changes the objects besides tables and enums; a part of what <see cref="Interpreter"/> defines.</summary>
internal static class ObjectInterpreter
{
    public static Seq<RealmObject> Add(Seq<RealmObject> objects, RealmObject item) =>
        objects.All(o => !o.IsSame(item))
            ? objects.Insert(item, RealmObject.InOrder)
            : throw new UnreachableException($"The {item.Kind.Title()} {item.Name} is there already.");

    public static Seq<RealmObject> Remove(Seq<RealmObject> objects, RealmObject item) =>
        objects.Remove(item, item.IsSame);

    public static Seq<RealmObject> Replace(Seq<RealmObject> objects, RealmObject from, RealmObject to) =>
        objects.Replace(from, to, from.IsSame);

    /// <summary>Returns the realm with an object under another name, wherever it is referred to.</summary>
    public static Realm Rename(Realm realm, RenameObject change)
    {
        var (schema, item) = (change.Schema, change.Object);
        var (from, to) = (new ObjectName(schema, item.Name), new ObjectName(schema, change.To));
        var renamed = Edit(realm, schema, o => Add(Remove(o, item), item with { Name = change.To }));
        return Follow(renamed, item.Kind, from, to);
    }

    /// <summary>Returns the realm with references to an object led to its new name.</summary>
    public static Realm Follow(Realm realm, ObjectKind kind, ObjectName from, ObjectName to) =>
        new NameEdits((k, name) => k == kind && name == from ? to : name).Of(realm);

    /// <summary>Returns the realm with what names a column led to its new name; texts are compared again
    /// afterwards.</summary>
    public static Realm RenameColumn(Realm realm, ObjectName table, string from, string to) => realm with
    {
        Schemas = realm.Schemas.Select(s => s with
        {
            Objects = s.Objects.Select(o => o switch
            {
                Sequence { Owner: { } owner } sequence when owner == new ColumnName(table, from) =>
                    sequence with { Owner = owner with { Column = to } },
                Trigger trigger when trigger.Table == table.Name && s.Name == table.Schema =>
                    trigger with { UpdateOf = Names.Renamed(trigger.UpdateOf, from, to) },
                _ => o,
            }).ToSeq(),
        }).ToSeq(),
    };

    /// <summary>Returns the realm with the objects of a schema edited.</summary>
    public static Realm Edit(Realm realm, string schema, Func<Seq<RealmObject>, Seq<RealmObject>> edit)
    {
        if (schema.Length == 0) return realm with { Objects = edit(realm.Objects) };
        var home = realm.Schema(schema) ?? throw new UnreachableException($"The schema {schema} isn't there.");
        return realm with
        {
            Schemas = realm.Schemas.Replace(home, home with { Objects = edit(home.Objects) }, s => s.Name == schema),
        };
    }
}
