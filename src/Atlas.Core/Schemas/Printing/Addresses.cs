using System.Text;
using Atlas.Core.Model;
using Atlas.Hcl.Writing;

namespace Atlas.Core.Schemas.Printing;

/// <summary>How the objects of a document are labelled and referred to.</summary>
internal sealed class Addresses(Realm realm)
{
    private readonly HashSet<(string Kind, ObjectName Name)> all = [.. Named(realm)];

    private readonly HashSet<ObjectName> partitions = [.. realm.Schemas.SelectMany(s =>
        s.Tables.Where(t => t.Partition is not null).Select(t => new ObjectName(s.Name, t.Name)))];

    private readonly Dictionary<string, HashSet<ObjectName>> qualified = Named(realm)
        .GroupBy(n => n.Kind, n => n.Name)
        .ToDictionary(g => g.Key, g => Qualified([.. g.Distinct()]), StringComparer.Ordinal);

    public string Table(ObjectName table) => Of(ObjectKind.Table, table);

    public string Enum(ObjectName type) => Of(ObjectKind.Enum, type);

    /// <summary>Returns the labels of an object of any kind, the schema first where it is needed.</summary>
    public IReadOnlyList<string> Labels(ObjectKind kind, ObjectName name) => Labels(name, Word(kind, name));

    /// <summary>Returns the reference to an object of any kind.</summary>
    public string Of(ObjectKind kind, ObjectName name) => Path([Word(kind, name), .. Labels(kind, name)]);

    /// <summary>Returns the reference to a column.</summary>
    public string Column(ObjectName table, string column, ObjectKind kind = ObjectKind.Table) =>
        Path([Word(kind, table), .. Labels(kind, table), "column", column]);

    /// <summary>Returns whether a reference leads to a block of the document.</summary>
    public bool Has(ObjectKind kind, ObjectName name) => all.Contains((Word(kind, name), name));

    public static string Schema(string name) => Path(["schema", name]);

    public static string Column(string name) => Path(["column", name]);

    /// <summary>Returns a path of names as source, such as <c>table.item["unit price"]</c>.</summary>
    public static string Path(IReadOnlyList<string> names) =>
        names.Skip(1).Aggregate(new StringBuilder(names[0]), (text, name) => text.Append(Step(name))).ToString();

    private static string Step(string name) =>
        ValueWriter.IsIdentifier(name) ? $".{name}" : $"[{ValueWriter.Quote(name)}]";

    private string Word(ObjectKind kind, ObjectName name) =>
        kind == ObjectKind.Table && partitions.Contains(name) ? "partition" : kind.Word();

    private IReadOnlyList<string> Labels(ObjectName name, string kind) =>
        qualified.TryGetValue(kind, out var names) && names.Contains(name) ? [name.Schema, name.Name] : [name.Name];

    private static IEnumerable<(string Kind, ObjectName Name)> Named(Realm realm) =>
    [
        .. realm.Schemas.SelectMany(s => s.Tables.Select(t =>
            (t.Partition is null ? "table" : "partition", new ObjectName(s.Name, t.Name)))),
        .. realm.Schemas.SelectMany(s => s.Enums.Select(e => ("enum", new ObjectName(s.Name, e.Name)))),
        .. realm.AllObjects().Where(o => o.Object.Relation is null)
            .Select(o => (o.Object.Kind.Word(), new ObjectName(o.Schema, o.Object.Name))),
    ];

    /// <summary>
    /// Finds the names that need their schema beside them: those that two schemas have, and those that equal a schema's
    /// name
    /// which is used so, since <c>table.eu</c> would mean a table and a group of tables. Repeated, as each adds a
    /// qualifier.
    /// </summary>
    private static HashSet<ObjectName> Qualified(IReadOnlyList<ObjectName> names)
    {
        var qualified = names.GroupBy(n => n.Name).Where(g => g.Count() > 1).SelectMany(g => g).ToHashSet();
        while (true)
        {
            var qualifiers = qualified.Select(n => n.Schema).ToHashSet();
            var ambiguous = names.Where(n => qualifiers.Contains(n.Name) && !qualified.Contains(n)).ToList();
            if (ambiguous.Count == 0) return qualified;
            qualified.UnionWith(ambiguous);
        }
    }
}
