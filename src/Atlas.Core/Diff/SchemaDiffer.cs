using Atlas.Core.Model;

namespace Atlas.Core.Diff;

/// <summary>Compares two schemas of one name, or adds a whole one.</summary>
internal static class SchemaDiffer
{
    public static IEnumerable<Change> Compare(Schema current, Schema desired)
    {
        var name = desired.Name;
        if (current.Comment != desired.Comment)
            yield return new SetSchemaComment(name, current.Comment, desired.Comment);

        var enums = Matching<EnumType>.Of(current.Enums, desired.Enums, e => e.Name);
        foreach (var (from, to) in enums.Modified) yield return new ModifyEnum(name, from, to);
        foreach (var added in enums.Added) yield return new AddEnum(name, added);
        foreach (var dropped in enums.Dropped) yield return new DropEnum(name, dropped);

        foreach (var change in ObjectDiffer.Compare(name, current.Objects, desired.Objects)) yield return change;

        var tables = Matching<Table>.Of(current.Tables, desired.Tables, t => t.Name);
        foreach (var dropped in tables.Dropped) yield return new DropTable(name, dropped);
        foreach (var (from, to) in tables.Modified)
        {
            // Tables whose columns only stand in another order differ, and no change can tell.
            if (TableDiffer.Compare(from, to) is { IsEmpty: false } changes)
                yield return new ModifyTable(name, from, Interpreter.Apply(changes, from), changes);
        }

        foreach (var added in tables.Added) yield return new AddTable(name, added);
    }

    public static IEnumerable<Change> Add(Schema schema) =>
    [
        new AddSchema(schema with { Enums = [], Objects = [], Tables = [] }),
        .. schema.Enums.Select(e => new AddEnum(schema.Name, e)),
        .. schema.Objects.Select(o => ObjectDiffer.Add(schema.Name, o)),
        .. schema.Tables.Select(t => new AddTable(schema.Name, t)),
    ];
}
