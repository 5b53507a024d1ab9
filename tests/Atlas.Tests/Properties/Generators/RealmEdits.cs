using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Changes realms a little, each edit by choice, so that related pairs come out.</summary>
public sealed class RealmEdits(Choices choose, Features features)
{
    private readonly RealmBuilder build = new(choose, features);

    public Realm Edit(Realm realm)
    {
        for (var i = 1 + choose.Below(8); i > 0; i--) realm = Repair.Realm(One(realm), features);
        if (features.Objects)
            for (var i = choose.Below(4); i > 0; i--) realm = Repair.Realm(new RealmObjects(choose, features).Edit(realm), features);
        return realm;
    }

    private Realm One(Realm realm) => choose.Below(features.Settings ? 34 : 30) switch
    {
        0 => build.AddTable(realm),
        1 => DropTable(realm),
        2 => AddColumn(realm),
        3 => DropColumn(realm),
        4 or 5 or 23 or 24 or 25 => OnColumn(realm, ModifyColumn),
        6 => OnTable(realm, (_, t) => t with { PrimaryKey = t.PrimaryKey is null || choose.Chance(50) ? build.PrimaryKey(t) : null }),
        7 => OnTable(realm, (r, s, t) => build.AddIndex(r, s, t.Name)),
        8 => OnTable(realm, (_, t) => t with { Indexes = Without(t.Indexes) }),
        9 or 10 => OnTableWith(realm, t => !t.Indexes.IsEmpty, t => t with { Indexes = Changed(t.Indexes, i => build.Index(t, i.Name) ?? i) }),
        11 => build.AddForeignKey(realm),
        12 => OnTable(realm, (_, t) => t with { ForeignKeys = Without(t.ForeignKeys) }),
        13 or 27 => OnTableWith(realm, t => !t.ForeignKeys.IsEmpty, t => t with { ForeignKeys = Changed(t.ForeignKeys, k => k with { OnDelete = choose.Of(Enum.GetValues<ReferentialAction>()), Comment = build.MaybeComment() }) }),
        14 => OnTable(realm, (r, s, t) => build.AddCheck(r, s, t.Name)),
        15 => OnTable(realm, (_, t) => t with { Checks = Without(t.Checks) }),
        16 or 26 => OnTableWith(realm, t => !t.Checks.IsEmpty, t => t with { Checks = Changed(t.Checks, c => build.Check(t) is { } other ? other with { Name = c.Name } : c) }),
        17 => OnTable(realm, (_, t) => features.Comments ? t with { Comment = choose.Chance(50) ? build.Comment() : null } : t),
        18 => OnTable(realm, (_, t) => features.Storage ? build.Storage(t) : t),
        19 => features.Enums ? build.AddEnum(realm) : realm,
        20 => OnEnum(realm),
        21 => OtherSchema(realm),
        22 => Comment(realm),
        28 or 29 => ModifySource(realm),
        > 29 => OnTable(realm, (_, t) => new RealmSettings(choose, features).Edited(t)),
        _ => OnTable(realm, (_, t) => t with { Columns = t.Columns.Reverse().ToSeq() }),
    };

    private Realm DropTable(Realm realm)
    {
        var tables = RealmBuilder.Tables(realm);
        if (tables.Count == 0) return realm;
        var (name, table) = choose.Of(tables);
        var schema = realm.Schema(name)!;
        return realm.With(schema with { Tables = schema.Tables.Where(t => t.Name != table.Name).ToSeq() });
    }

    private Realm AddColumn(Realm realm) => OnTable(realm, (r, t) => t with { Columns = [.. t.Columns, build.Column(r, t)] });

    private Realm DropColumn(Realm realm) => OnTable(realm, (_, t) =>
    {
        var rest = Without(t.Columns);
        return rest.All(c => c.Generated is not null) ? t : t with { Columns = rest };
    });

    private Column ModifyColumn(Realm realm, Table table, Column column)
    {
        var isPlain = column.Generated is null && column.Identity is null;
        var edits = new List<Func<Column>>();
        if (column.Generated is null) edits.Add(() => isPlain ? column with { IsNullable = !column.IsNullable } : column);
        if (isPlain) edits.AddRange([() => Retyped(realm, column), () => Fitting(realm, column)]);
        if (features.Comments) edits.Add(() => column with { Comment = build.MaybeComment() });
        if (column.Generated is { } g && features.GeneratedChanges)
            edits.Add(() => column with { Generated = g with { IsStored = choose.Of(features.GeneratedStored) } });
        if (column.Identity is { } identity)
            edits.AddRange(Enumerable.Repeat(() => column with { Identity = identity with { IsAlways = !identity.IsAlways, Start = 1 + choose.Below(50) } }, 5));
        if (features.AutoIncrement && table.PrimaryKey is { } key && key.Columns.Contains(column.Name))
            edits.AddRange(Enumerable.Repeat(() => column with { IsAutoIncrement = !column.IsAutoIncrement }, 5));
        return edits.Count == 0 ? column : choose.Of(edits)();
    }

    /// <summary>Changes what gives a column its values, where there is a column that gets them from an identity, an
    /// expression or a counter.</summary>
    private Realm ModifySource(Realm realm)
    {
        var found = RealmBuilder.Tables(realm)
            .SelectMany(t => t.Table.Columns.Where(c => c.Identity is not null || (c.Generated is not null && features.GeneratedChanges)
                    || (features.AutoIncrement && t.Table.PrimaryKey is { Columns: [var only] } && only == c.Name))
                .Select(c => (t.Schema, t.Table, Column: c))).ToList();
        if (found.Count == 0) return AddColumn(realm);
        var (schema, table, column) = choose.Of(found);
        var edited = column switch
        {
            { Generated: { } generated } => Recomputed(table, column, generated),
            { Identity: { } identity } => Reidentified(column, identity),
            _ => column with { IsAutoIncrement = !column.IsAutoIncrement },
        };
        var columns = table.Columns.Select(c => c == column ? edited : c).ToSeq();
        return realm.With(realm.Schema(schema)!.With(table with { Columns = columns }));
    }

    private Column Recomputed(Table table, Column column, Generated generated)
    {
        var sources = table.Columns.Where(c => c.Generated is null && c.Type == column.Type).ToList();
        if (sources.Count == 0 || choose.Chance(40)) return column with { Generated = null };
        return column with
        {
            Generated = generated with
            {
                Expression = choose.Of(features.Computations(choose.Of(sources).Name)),
                IsStored = choose.Of(features.GeneratedStored),
            },
        };
    }

    private Column Reidentified(Column column, Identity identity) => column with
    {
        Identity = choose.Chance(20) ? null : identity with
        {
            IsAlways = !identity.IsAlways,
            Start = choose.Chance(50) ? 1 + choose.Below(50) : identity.Start,
            Increment = choose.Chance(30) ? 3 : identity.Increment,
        },
    };

    private Column Retyped(Realm realm, Column column)
    {
        var family = features.Types.FirstOrDefault(t => t.Type == column.Type)?.Family;
        var choices = features.Types.Where(t => t.Family == family).ToList();
        return choices.Count == 0 ? column : Fitting(realm, column with { Type = choose.Of(choices).Type, Default = null });
    }

    private Column Fitting(Realm realm, Column column)
    {
        var defaults = column.Type is EnumReference type
            ? [new StringLiteral(choose.Of(realm.Enum(type.Name)!.Values))]
            : features.Types.FirstOrDefault(t => t.Type == column.Type)?.Defaults ?? [];
        return column with { Default = defaults.IsEmpty || choose.Chance(30) ? null : choose.Of(defaults) };
    }

    private Realm OnEnum(Realm realm)
    {
        var enums = realm.Schemas.SelectMany(s => s.Enums.Select(e => (Schema: s, Enum: e))).ToList();
        if (enums.Count == 0) return realm;
        var (schema, type) = choose.Of(enums);
        if (choose.Chance(30)) return realm.With(schema with { Enums = schema.Enums.Where(e => e != type).ToSeq() });
        var fresh = build.Fresh(v => type.Values.Contains(v));
        var at = choose.Below(type.Values.Count + 1);
        Seq<string> values = [.. type.Values.Take(at), fresh, .. type.Values.Skip(at)];
        if (features.EnumValueRemoval && choose.Chance(20)) values = values.Skip(1).ToSeq();
        return realm.With(schema.With(type with { Values = values, Comment = build.MaybeComment() }));
    }

    private Realm OtherSchema(Realm realm)
    {
        if (features.Schemas.Count < 2) return realm;
        var name = choose.Of([.. features.Schemas.Skip(1)]);
        return realm.Schema(name) is null
            ? build.AddTable(realm.With(build.Schema(name)))
            : realm with { Schemas = realm.Schemas.Where(s => s.Name != name).ToSeq() };
    }

    private Realm Comment(Realm realm)
    {
        if (!features.SchemaComments) return realm;
        var schema = choose.Of(realm.Schemas);
        return realm.With(schema with { Comment = choose.Chance(50) ? build.Comment() : null });
    }

    private Realm OnColumn(Realm realm, Func<Realm, Table, Column, Column> edit) => OnTable(realm, (r, t) =>
    {
        var column = choose.Of(t.Columns);
        return t with { Columns = t.Columns.Select(c => c == column ? edit(r, t, c) : c).ToSeq() };
    });

    private Realm OnTable(Realm realm, Func<Realm, Table, Table> edit) =>
        OnTable(realm, (r, s, t) => r.With(r.Schema(s)!.With(edit(r, t))));

    /// <summary>Edits one of the tables that have something; any table when none has.</summary>
    private Realm OnTableWith(Realm realm, Func<Table, bool> has, Func<Table, Table> edit)
    {
        var tables = RealmBuilder.Tables(realm).Where(t => has(t.Table)).ToList();
        if (tables.Count == 0) return OnTable(realm, (_, t) => edit(t));
        var (schema, table) = choose.Of(tables);
        return realm.With(realm.Schema(schema)!.With(edit(table)));
    }

    private Realm OnTable(Realm realm, Func<Realm, string, Table, Realm> edit)
    {
        var tables = RealmBuilder.Tables(realm);
        if (tables.Count == 0) return build.AddTable(realm);
        var (schema, table) = choose.Of(tables);
        return edit(realm, schema, table);
    }

    private Seq<T> Without<T>(Seq<T> items)
    {
        if (items.IsEmpty) return items;
        var gone = choose.Below(items.Count);
        return items.Where((_, i) => i != gone).ToSeq();
    }

    private Seq<T> Changed<T>(Seq<T> items, Func<T, T> edit)
    {
        if (items.IsEmpty) return items;
        var at = choose.Below(items.Count);
        return items.Select((x, i) => i == at ? edit(x) : x).ToSeq();
    }
}
