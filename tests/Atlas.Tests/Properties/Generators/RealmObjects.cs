using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Makes and edits objects besides tables and enums by choice; each kind comes up.</summary>
public sealed class RealmObjects(Choices choose, Features features)
{
    private readonly RealmBuilder build = new(choose, features);

    public Realm Add(Realm realm)
    {
        var schema = choose.Of(realm.Schemas);
        return Make(schema, choose.Of(features.Kinds)) is { } item ? realm.With(schema.With(item)) : realm;
    }

    /// <summary>Adds, drops or changes one object.</summary>
    public Realm Edit(Realm realm)
    {
        var all = realm.AllObjects().ToList();
        if (all.Count == 0 || choose.Chance(30)) return Add(realm);
        var (name, item) = choose.Of(all);
        var schema = realm.Schema(name)!;
        return realm.With(choose.Chance(35)
            ? schema with { Objects = schema.Objects.Where(o => !o.IsSame(item)).ToSeq() }
            : schema.With(Changed(item)));
    }

    /// <summary>Takes out what stands on a table that isn't there.</summary>
    public static Realm Repaired(Realm realm) => realm with
    {
        Schemas = realm.Schemas.Select(s => s with
        {
            Objects = s.Objects.Where(o => (o.Relation is not { } relation || s.Table(relation) is not null)
                && (o is not Sequence { Owner: { } owner } || realm.Table(owner.Table)?.Column(owner.Column) is not null)
                && o.DependsOn.All(d => realm.Table(d.Name) is not null)).ToSeq(),
        }).ToSeq(),
    };

    private RealmObject? Make(Schema schema, ObjectKind kind)
    {
        var name = build.FreshRelation(schema);
        var type = features.Types[0].Type;
        var table = schema.Tables.IsEmpty ? null : choose.Of(schema.Tables);
        return kind switch
        {
            ObjectKind.Sequence => new Sequence(name, type, new SequenceOptions { Start = 1 + choose.Below(50) })
            {
                Owner = table is not null && choose.Chance(40)
                    ? new ColumnName(new ObjectName(schema.Name, table.Name), choose.Of(table.Columns).Name)
                    : null,
            },
            ObjectKind.Domain => new Domain(name, type) { Checks = [new Check("positive", "(VALUE > 0)")] },
            ObjectKind.Composite => new Composite(name, [new Field("a", type)]),
            ObjectKind.Range => new RangeType(name, type),
            ObjectKind.View when table is not null => new View(name, Query(table)) { DependsOn = [On(schema, table)] },
            ObjectKind.Materialized when table is not null =>
                new MaterializedView(name, Query(table)) { DependsOn = [On(schema, table)] },
            ObjectKind.Function or ObjectKind.Procedure => new Routine(kind, name, "sql", "SELECT 1"),
            ObjectKind.Aggregate => new Aggregate(name, type, new ObjectName("pg_catalog", "int4pl")),
            ObjectKind.Trigger when table is not null => new Trigger(name, table.Name, TriggerTiming.After)
            {
                OnInsert = true,
                Function = new ObjectName("pg_catalog", "suppress_redundant_updates_trigger"),
                DependsOn = [On(schema, table)],
            },
            ObjectKind.Policy when table is not null => new Policy(name, table.Name)
            {
                IsRestrictive = choose.Chance(30),
                Command = choose.Chance(50) ? "SELECT" : null,
                Using = "true",
                DependsOn = [On(schema, table)],
            },
            _ => null,
        };
    }

    private RealmObject Changed(RealmObject item)
    {
        if (choose.Chance(30)) return item with { Comment = item.Comment is null ? build.Comment() : null };
        return item switch
        {
            Sequence o => o with { Options = o.Options with { Start = 51 + choose.Below(50) } },
            Domain o => o with { IsNullable = !o.IsNullable },
            Composite o => o with { Fields = [.. o.Fields, new Field($"f{o.Fields.Count}", o.Fields[0].Type)] },
            RangeType o => o with { Multirange = o.Multirange is null ? "many" : null },
            View o => o with { Definition = $"{o.Definition} WHERE true" },
            MaterializedView o => o with { Definition = $"{o.Definition} WHERE true" },
            Routine o => o with { Body = "SELECT 2" },
            Aggregate o => o with { InitialValue = o.InitialValue is null ? "0" : null },
            Trigger o when choose.Chance(40) => o with { State = o.State is null ? "DISABLED" : null },
            Trigger o => o with { OnDelete = !o.OnDelete },
            Policy o when choose.Chance(40) => o with { IsRestrictive = !o.IsRestrictive },
            Policy o => o with { Using = o.Using == "true" ? "false" : "true" },
            _ => item,
        };
    }

    private static ObjectReference On(Schema schema, Table table) =>
        new(ObjectKind.Table, new ObjectName(schema.Name, table.Name));

    private string Query(Table table)
    {
        string[] names = [table.Name, choose.Of(table.Columns).Name];
        return string.Format(null, "SELECT \"{1}\" FROM \"{0}\"", [.. names.Select(n => n.Replace("\"", "\"\""))]);
    }
}
