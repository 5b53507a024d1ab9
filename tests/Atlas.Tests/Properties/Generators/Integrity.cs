using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Says what a database would refuse of a realm: references to things that aren't there, names taken twice.</summary>
public static class Integrity
{
    public static IEnumerable<string> Problems(Realm realm, bool checksForeignKeys = true) =>
        realm.Schemas.SelectMany(s => Names(s).Concat(Objects(realm, s)).Concat(s.Tables.SelectMany(t => Problems(realm, s.Name, t, checksForeignKeys))));

    public static bool HasKey(Table table, Seq<string> columns)
    {
        var wanted = columns.ToHashSet();
        return (table.PrimaryKey is { } key && wanted.SetEquals(key.Columns)) || table.Indexes.Any(i =>
            i.IsUnique && i.Predicate is null && i.Parts.All(p => p.Column is not null) && wanted.SetEquals(i.Parts.Select(p => p.Column!)));
    }

    private static IEnumerable<string> Names(Schema schema) =>
        schema.Tables.Select(t => t.Name)
            .Concat(schema.Tables.SelectMany(t => t.Indexes).Select(i => i.Name))
            .Concat(schema.Enums.Select(e => e.Name))
            .Concat(schema.Objects.Where(o => o is not (Routine or Aggregate) && o.Relation is null).Select(o => o.Name))
            .GroupBy(n => n).Where(g => g.Count() > 1)
            .Select(g => $"The name {schema.Name}.{g.Key} is taken twice.");

    private static IEnumerable<string> Objects(Realm realm, Schema schema) =>
        from item in schema.Objects
        from table in (IEnumerable<ObjectName>)
        [
            .. item.DependsOn.Where(d => d.Kind == ObjectKind.Table).Select(d => d.Name),
            .. item.Relation is { } relation ? [new ObjectName(schema.Name, relation)] : Array.Empty<ObjectName>(),
            .. item is Sequence { Owner: { } owner } ? [owner.Table] : Array.Empty<ObjectName>(),
        ]
        where realm.Table(table) is null
        select $"The {item.Kind} {schema.Name}.{item.Name} wants the table {table}.";

    private static IEnumerable<string> Problems(Realm realm, string schema, Table table, bool checksForeignKeys)
    {
        var name = $"{schema}.{table.Name}";
        var columns = table.Columns.Select(c => c.Name).ToHashSet();
        if (columns.Count < table.Columns.Count) yield return $"{name} has a column twice.";

        foreach (var column in table.PrimaryKey is { } key ? key.Columns.Concat(key.Include) : [])
            if (!columns.Contains(column)) yield return $"The primary key of {name} wants the column {column}.";

        foreach (var index in table.Indexes)
            foreach (var column in index.Parts.Select(p => p.Column).OfType<string>().Concat(index.Include))
                if (!columns.Contains(column)) yield return $"The index {index.Name} of {name} wants the column {column}.";

        foreach (var column in table.Columns)
            if (Element(column.Type) is EnumReference type && realm.Enum(type.Name) is null)
                yield return $"The column {column.Name} of {name} wants the enum {type.Name}.";

        foreach (var foreign in table.ForeignKeys)
        {
            foreach (var column in foreign.Columns)
                if (!columns.Contains(column)) yield return $"The foreign key {foreign.Name} of {name} wants the column {column}.";
            if (!checksForeignKeys) continue;
            if (realm.Table(foreign.References) is not { } target)
                yield return $"The foreign key {foreign.Name} of {name} wants the table {foreign.References}.";
            else if (!HasKey(target, foreign.ReferencedColumns))
                yield return $"The foreign key {foreign.Name} of {name} wants a key {foreign.ReferencedColumns} of {foreign.References}.";
        }
    }

    public static ColumnType Element(ColumnType type) => type is ArrayType array ? array.Element : type;
}
