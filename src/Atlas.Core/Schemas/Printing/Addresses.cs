using System.Text;
using Atlas.Core.Model;
using Atlas.Hcl.Writing;

namespace Atlas.Core.Schemas.Printing;

/// <summary>How the objects of a document are labelled and referred to.</summary>
internal sealed class Addresses(Realm realm)
{
    private readonly HashSet<ObjectName> qualifiedTables =
        Qualified([.. realm.Schemas.SelectMany(s => s.Tables.Select(t => new ObjectName(s.Name, t.Name)))]);

    private readonly HashSet<ObjectName> qualifiedEnums =
        Qualified([.. realm.Schemas.SelectMany(s => s.Enums.Select(e => new ObjectName(s.Name, e.Name)))]);

    public IReadOnlyList<string> TableLabels(ObjectName table) => Labels(table, qualifiedTables);

    public IReadOnlyList<string> EnumLabels(ObjectName type) => Labels(type, qualifiedEnums);

    public string Table(ObjectName table) => Path(["table", .. TableLabels(table)]);

    public string Enum(ObjectName type) => Path(["enum", .. EnumLabels(type)]);

    public static string Schema(string name) => Path(["schema", name]);

    public static string Column(string name) => Path(["column", name]);

    /// <summary>Returns a path of names as source, such as <c>table.item["unit price"]</c>.</summary>
    public static string Path(IReadOnlyList<string> names) =>
        names.Skip(1).Aggregate(new StringBuilder(names[0]), (text, name) => text.Append(Step(name))).ToString();

    private static string Step(string name) =>
        ValueWriter.IsIdentifier(name) ? $".{name}" : $"[{ValueWriter.Quote(name)}]";

    private static IReadOnlyList<string> Labels(ObjectName name, HashSet<ObjectName> qualified) =>
        qualified.Contains(name) ? [name.Schema, name.Name] : [name.Name];

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
