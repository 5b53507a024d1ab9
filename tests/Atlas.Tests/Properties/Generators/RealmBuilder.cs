using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>Makes realms, and parts of realms that fit what is there, out of choices.</summary>
public sealed class RealmBuilder(Choices choose, Features features)
{
    public Realm Realm()
    {
        var realm = Atlas.Core.Model.Realm.Empty.With(Schema(features.Schemas[0]));
        foreach (var other in features.Schemas.Skip(1))
            if (choose.Chance(40)) realm = realm.With(Schema(other));
        if (features.Enums)
            for (var i = choose.Below(3); i > 0; i--) realm = AddEnum(realm);
        for (var i = choose.Below(5); i > 0; i--) realm = AddTable(realm);
        for (var i = choose.Below(5); i > 0; i--) realm = AddForeignKey(realm);
        var objects = new RealmObjects(choose, features);
        if (features.Objects)
            for (var i = choose.Below(8); i > 0; i--) realm = objects.Add(realm);
        return Repair.Realm(realm, features);
    }

    public Schema Schema(string name) =>
        new(name) { Comment = features.SchemaComments && choose.Chance(20) ? Comment() : null };

    public Realm AddEnum(Realm realm)
    {
        var schema = choose.Of(realm.Schemas);
        var values = features.Names.Take(1 + choose.Below(4)).ToSeq();
        return realm.With(schema.With(new EnumType(FreshRelation(schema), values) { Comment = MaybeComment() }));
    }

    public Realm AddTable(Realm realm)
    {
        var schema = choose.Of(realm.Schemas);
        var table = new Table(FreshRelation(schema)) { Comment = MaybeComment() };
        for (var i = 1 + choose.Below(4); i > 0; i--) table = table with { Columns = [.. table.Columns, Column(realm, table)] };
        if (choose.Chance(80)) table = table with { PrimaryKey = PrimaryKey(table) };
        if (features.Storage && choose.Chance(20)) table = Storage(table);
        if (features.Settings && choose.Chance(30)) table = new RealmSettings(choose, features).Edited(table);
        var whole = realm.With(schema.With(table));
        for (var i = choose.Below(3); i > 0; i--) whole = AddIndex(whole, schema.Name, table.Name);
        for (var i = choose.Below(3); i > 0; i--) whole = AddCheck(whole, schema.Name, table.Name);
        return whole;
    }

    public Table Storage(Table table) => table with
    {
        IsStrict = choose.Chance(50),
        IsWithoutRowId = table.PrimaryKey is not null && choose.Chance(50),
    };

    public Column Column(Realm realm, Table table)
    {
        var name = Fresh(n => table.Columns.Any(c => Same(c.Name, n)));
        var numbers = Numbers(table);
        if (numbers.Count > 0 && !features.GeneratedStored.IsEmpty && choose.Chance(20))
        {
            var source = choose.Of(numbers);
            return new Column(name, source.Type, true)
            {
                Generated = new(choose.Of(features.Computations(source.Name)), choose.Of(features.GeneratedStored)),
            };
        }

        var (type, value) = TypeAndDefault(realm);
        var column = new Column(name, type, choose.Chance(50)) { Default = choose.Chance(35) ? value : null, Comment = MaybeComment() };
        if (features.Identity && IsNumber(type) && choose.Chance(25))
        {
            return column with
            {
                IsNullable = false,
                Default = null,
                Identity = new(choose.Chance(50))
                {
                    Start = choose.Chance(30) ? 10 : null,
                    Increment = choose.Chance(30) ? 2 : null,
                    Cache = choose.Chance(10) ? 5 : null,
                    IsCycle = choose.Chance(10),
                },
            };
        }

        return IsText(type) && !features.Collations.IsEmpty && choose.Chance(10)
            ? column with { Collation = choose.Of(features.Collations) }
            : column;
    }

    public (ColumnType Type, SqlExpression? Default) TypeAndDefault(Realm realm)
    {
        var enums = realm.Schemas.SelectMany(s => s.Enums.Select(e => (Name: new ObjectName(s.Name, e.Name), Enum: e))).ToList();
        if (enums.Count > 0 && choose.Chance(20))
        {
            var (name, type) = choose.Of(enums);
            return (new EnumReference(name), new StringLiteral(type.Values[0]));
        }

        var choice = choose.Of(features.Types);
        if (features.Arrays && choose.Chance(10)) return (new ArrayType(choice.Type), null);
        return (choice.Type, choice.Defaults.IsEmpty ? null : choose.Of(choice.Defaults));
    }

    public PrimaryKey? PrimaryKey(Table table)
    {
        var columns = Keys(table);
        if (columns.Count == 0) return null;
        var first = choose.Below(columns.Count);
        var key = new PrimaryKey(columns.Skip(first).Take(1 + choose.Below(2)).Select(c => c.Name).ToSeq());
        if (features.NamedPrimaryKeys && choose.Chance(15)) key = key with { Name = $"pk {table.Name}" };
        if (features.Include && choose.Chance(10))
            key = key with { Include = columns.Select(c => c.Name).Except(key.Columns).Take(1).ToSeq() };
        return key;
    }

    public Realm AddIndex(Realm realm, string schemaName, string tableName)
    {
        var schema = realm.Schema(schemaName)!;
        var table = schema.Table(tableName)!;
        if (Index(table, FreshRelation(schema)) is not { } index) return realm;
        return realm.With(schema.With(table with { Indexes = [.. table.Indexes.Append(index).OrderBy(i => i.Name, StringComparer.Ordinal)] }));
    }

    public Index? Index(Table table, string name)
    {
        var columns = Keys(table);
        if (columns.Count == 0) return null;
        var first = choose.Below(columns.Count);
        var parts = columns.Skip(first).Take(1 + choose.Below(2)).Select(Part).ToSeq();
        var index = new Index(name, parts) { IsUnique = choose.Chance(40), Comment = MaybeComment() };
        if (index.IsUnique && features.Constraints && choose.Chance(30))
            return index with { IsConstraint = true, Parts = parts.Select(p => new IndexPart { Column = p.Column }).ToSeq() };

        if (features.Settings && choose.Chance(10))
        {
            return index with
            {
                IsUnique = false,
                IsConstraint = true,
                Parts = parts.Select(p => new IndexPart { Column = p.Column, Operator = "=" }).ToSeq(),
            };
        }

        var numbers = Numbers(table);
        if (numbers.Count > 0 && features.IndexExpressions && choose.Chance(15))
            index = index with { Parts = [.. parts, new IndexPart { Expression = choose.Of(features.Computations(choose.Of(numbers).Name)) }] };
        if (numbers.Count > 0 && choose.Chance(15))
            index = index with { Predicate = choose.Of(features.Conditions(choose.Of(numbers).Name)) };
        if (index.IsUnique && features.NullsDistinct && choose.Chance(20)) index = index with { NullsDistinct = false };
        if (features.Include && choose.Chance(15))
            index = index with { Include = columns.Select(c => c.Name).Except(parts.Select(p => p.Column!)).Take(1).ToSeq() };
        return !index.IsUnique && index.Include.IsEmpty && !features.Methods.IsEmpty && index.Parts.Count == 1 && choose.Chance(15)
            ? index with { Method = choose.Of(features.Methods), Parts = [new IndexPart { Column = parts[0].Column }] }
            : index;
    }

    public Realm AddCheck(Realm realm, string schemaName, string tableName)
    {
        var schema = realm.Schema(schemaName)!;
        var table = schema.Table(tableName)!;
        if (Check(table) is not { } check) return realm;
        return realm.With(schema.With(table with { Checks = [.. table.Checks.Append(check)] }));
    }

    public Check? Check(Table table)
    {
        var numbers = Numbers(table);
        if (numbers.Count == 0) return null;
        var expression = choose.Of(features.Conditions(choose.Of(numbers).Name));
        var isNamed = !features.UnnamedChecks || choose.Chance(70);
        return new Check(isNamed ? Fresh(n => table.Checks.Any(c => c.Name == n), "check") : null, expression)
        {
            IsNoInherit = features.NoInherit && choose.Chance(10),
            Comment = isNamed ? MaybeComment() : null,
        };
    }

    /// <summary>Adds a foreign key over new columns of a table to a key of a table, perhaps the same one.</summary>
    public Realm AddForeignKey(Realm realm)
    {
        var tables = Tables(realm);
        if (tables.Count == 0) return realm;
        var (schema, table) = choose.Of(tables);
        var targets = tables.SelectMany(t => Targets(t.Table).Select(k => (Name: new ObjectName(t.Schema, t.Table.Name), t.Table, Key: k))).ToList();
        if (targets.Count == 0) return realm;
        var target = choose.Of(targets);
        var columns = new List<string>();
        foreach (var referenced in target.Key)
        {
            var fresh = Fresh(n => table.Columns.Any(c => Same(c.Name, n)), "ref");
            table = table with { Columns = [.. table.Columns, new Column(fresh, target.Table.Column(referenced)!.Type, true) { Collation = target.Table.Column(referenced)!.Collation }] };
            columns.Add(fresh);
        }

        var key = new ForeignKey(Fresh(n => table.ForeignKeys.Any(k => k.Name == n), "fk"), [.. columns], target.Name, target.Key)
        {
            OnDelete = choose.Of(Enum.GetValues<ReferentialAction>()),
            OnUpdate = choose.Of(Enum.GetValues<ReferentialAction>()),
            Comment = MaybeComment(),
        };
        return realm.With(realm.Schema(schema)!.With(table with { ForeignKeys = [.. table.ForeignKeys.Append(key).OrderBy(k => k.Name, StringComparer.Ordinal)] }));
    }

    public string Fresh(Func<string, bool> isTaken, string? word = null)
    {
        var name = word is null || choose.Chance(30) ? choose.Of(features.Names) : $"{word}_{choose.Of(features.Names)}";
        for (var i = 2; isTaken(name); i++) name = $"{name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')}{i}";
        return name;
    }

    public string FreshRelation(Schema schema) => Fresh(n =>
        schema.Tables.Any(t => Same(t.Name, n) || t.Indexes.Any(i => Same(i.Name, n))) || schema.Enums.Any(e => Same(e.Name, n))
        || schema.Objects.Any(o => Same(o.Name, n)));

    public string? MaybeComment() => features.Comments && choose.Chance(20) ? Comment() : null;

    public string Comment() => choose.Of<string>(["plain", "it's \"odd\"", "two\nlines", "-- not a comment", "日本語"]);

    public static List<(string Schema, Table Table)> Tables(Realm realm) =>
        [.. realm.Schemas.SelectMany(s => s.Tables.Select(t => (s.Name, t)))];

    private static IEnumerable<Seq<string>> Targets(Table table) =>
        (table.PrimaryKey is { } key ? [key.Columns] : Array.Empty<Seq<string>>()).Concat(table.Indexes
            .Where(i => i.IsUnique && i.Predicate is null && i.NullsDistinct && i.Parts.All(p => p.Column is not null))
            .Select(i => i.Parts.Select(p => p.Column!).ToSeq()));

    private IndexPart Part(Column column) => new()
    {
        Column = column.Name,
        IsDescending = choose.Chance(20),
        NullsFirst = null,
    };

    private bool IsNumber(ColumnType type) => features.Types.Any(t => t.Type == type && t.IsNumber);

    private bool IsText(ColumnType type) => features.Types.Any(t => t.Type == type && t.Family == "text");

    private List<Column> Numbers(Table table) => [.. table.Columns.Where(c => c.Generated is null && IsNumber(c.Type))];

    private List<Column> Keys(Table table) =>
        [.. table.Columns.Where(c => c.Generated is null && features.Types.Any(t => t.Type == c.Type && t.IsKey))];

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);
}
