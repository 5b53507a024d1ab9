using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Lint.Rules;

/// <summary>An object of a schema as rules see it.</summary>
/// <param name="Kind">The kind as its block is called.</param>
/// <param name="Name">Its name; that of its table where it has none.</param>
/// <param name="Word">The SQL word that its name stands behind.</param>
/// <param name="Value">Its properties.</param>
/// <param name="Parts">The objects inside it.</param>
internal sealed record SchemaObject(string Kind, string Name, string Word, Value Value, Seq<SchemaObject> Parts)
{
    /// <summary>Gets the kinds of object that rules may be about.</summary>
    public static Seq<string> Kinds { get; } =
        ["schema", "table", "column", "index", "foreign_key", "check", "primary_key"];

    /// <summary>Returns the name of the property that holds the parts of a kind.</summary>
    public static string Plural(string kind) => kind == "index" ? "indexes" : $"{kind}s";

    /// <summary>Returns the object that a step makes: none, a schema or a table.</summary>
    public static IEnumerable<SchemaObject> In(Step step, Dialect dialect) => step.Change switch
    {
        AddSchema add => [new("schema", add.Schema.Name, "SCHEMA", Of(add.Schema), [])],
        AddTable add => [Of(add.Schema, add.Table, dialect)],
        _ => [],
    };

    private static SchemaObject Of(string schema, Table table, Dialect dialect)
    {
        Seq<SchemaObject> parts =
        [
            .. table.Columns.Select(c => Of(c, dialect)), .. table.Indexes.Select(Of), .. table.ForeignKeys.Select(Of),
            .. table.Checks.Select(c => Of(c, table)), .. KeyOf(table),
        ];
        var value = Value.Object(
        [
            new("name", Text(table.Name)), new("comment", Text(table.Comment)), new("schema", Of(new Schema(schema))),
            new("primary_key", parts.FirstOrDefault(p => p.Kind == "primary_key")?.Value ?? Value.Null(ValueType.Dynamic)),
            .. from kind in (string[])["column", "index", "foreign_key", "check"]
               select KeyValuePair.Create(Plural(kind), Value.Tuple(parts.Where(p => p.Kind == kind).Select(p => p.Value))),
        ]);
        return new("table", table.Name, "TABLE", value, parts);
    }

    private static Value Of(Schema schema) =>
        Value.Object([new("name", Text(schema.Name)), new("comment", Text(schema.Comment))]);

    private static SchemaObject Of(Column column, Dialect dialect) => new("column", column.Name, "COLUMN", Value.Object(
    [
        new("name", Text(column.Name)), new("type", Text(dialect.TypeToSql(column.Type, Naming.Unqualified))),
        new("null", Value.Bool(column.IsNullable)), new("default", Text(column.Default switch
        {
            null => null,
            StringLiteral text => text.Value,
            NumberLiteral number => number.Text,
            BoolLiteral truth => truth.Value ? "true" : "false",
            RawSql raw => raw.Sql,
            var other => throw Unreachable.For(other),
        })),
        new("comment", Text(column.Comment)), new("generated", Value.Bool(column.Generated is not null)),
        new("identity", Value.Bool(column.Identity is not null)),
    ]), []);

    private static SchemaObject Of(Model.Index index) => new("index", index.Name, "INDEX", Value.Object(
    [
        new("name", Text(index.Name)), new("unique", Value.Bool(index.IsUnique)),
        new("columns", Texts(index.Parts.Select(p => p.Column).OfType<string>())), new("where", Text(index.Predicate)),
        new("comment", Text(index.Comment)),
    ]), []);

    private static SchemaObject Of(ForeignKey key) => new("foreign_key", key.Name, "CONSTRAINT", Value.Object(
    [
        new("name", Text(key.Name)), new("columns", Texts(key.Columns)), new("ref_table", Text(key.References.Name)),
        new("ref_columns", Texts(key.ReferencedColumns)), new("on_update", Text(Action(key.OnUpdate))),
        new("on_delete", Text(Action(key.OnDelete))), new("comment", Text(key.Comment)),
    ]), []);

    private static SchemaObject Of(Check check, Table table) => new("check", check.Name ?? table.Name, "CONSTRAINT",
        Value.Object([new("name", Text(check.Name)), new("expr", Text(check.Expression)), new("comment", Text(check.Comment))]),
        []);

    private static IEnumerable<SchemaObject> KeyOf(Table table) => table.PrimaryKey is not { } key ? []
        : [new("primary_key", table.Name, "TABLE",
            Value.Object([new("name", Text(key.Name)), new("columns", Texts(key.Columns))]), [])];

    private static string Action(ReferentialAction action) => action switch
    {
        ReferentialAction.NoAction => "NO_ACTION",
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET_NULL",
        ReferentialAction.SetDefault => "SET_DEFAULT",
        _ => throw Unreachable.For(action),
    };

    private static Value Text(string? text) => text is null ? Value.Null(ValueType.String) : Value.String(text);

    private static Value Texts(IEnumerable<string> texts) => Value.List(ValueType.String, texts.Select(Value.String));
}
