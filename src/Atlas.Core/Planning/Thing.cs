using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>Something that changes make, need, and take away.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The object's name; for a schema the schema's name and nothing else.</param>
/// <param name="Part">The column, or the columns of a key in sorted order; empty otherwise.</param>
internal readonly record struct Thing(ThingKind Kind, ObjectName Name, string Part = "")
{
    public static Thing Schema(string name) => new(ThingKind.Schema, new(name, ""));

    public static Thing Enum(ObjectName name) => new(ThingKind.Enum, name);

    public static Thing Table(ObjectName name) => new(ThingKind.Table, name);

    public static Thing Column(ObjectName table, string column) => new(ThingKind.Column, table, column);

    // A length before each name: no two lists of columns give the same text.
    public static Thing Key(ObjectName table, IEnumerable<string> columns) =>
        new(ThingKind.Key, table, string.Concat(columns.Order(StringComparer.Ordinal).Select(c => $"{c.Length}:{c}")));

    /// <summary>An object of any kind.</summary>
    public static Thing Of(ObjectReference reference) => reference.Kind switch
    {
        ObjectKind.Table => Table(reference.Name),
        ObjectKind.Enum => Enum(reference.Name),
        _ => new(ThingKind.Object, reference.Name, $"{reference.Kind} {reference.Detail}"),
    };

    /// <summary>Whatever bears a name that SQL mentions.</summary>
    public static Thing Mention(string name, bool isTable) =>
        new(isTable ? ThingKind.TableMention : ThingKind.ObjectMention, new("", name));

    /// <summary>What a table looks like to what is built on it.</summary>
    public static Thing Shape(ObjectName table) => new(ThingKind.Shape, table);

    /// <summary>A name that only one table, index or type of a schema can have.</summary>
    public static Thing Place(string schema, string name) => new(ThingKind.Place, new(schema, name));
}

/// <summary>The kinds of things.</summary>
internal enum ThingKind
{
    Schema,
    Enum,
    Table,
    Column,
    Key,
    Place,
    Object,
    TableMention,
    ObjectMention,
    Shape,
}
