using Atlas.Cli.Screen.Templates;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Schemas;
using static Atlas.Cli.Screen.Models.Fields;

namespace Atlas.Cli.Screen.Models;

/// <summary>What templates see of a realm: the JSON model of <c>schema inspect</c>.</summary>
internal static class RealmModel
{
    /// <summary>Makes the value; empty members are left out of its JSON.</summary>
    public static TemplateValue Of(Realm realm, Dialect dialect) =>
        Object("Realm", Optional("Schemas", List(realm.Schemas.Select(s => Schema(s, dialect))), "schemas"));

    /// <summary>Returns the SQL that makes a realm of nothing.</summary>
    public static string Sql(Realm realm, Dialect dialect, bool isSchemaScope, string indent)
    {
        // At the scope of one schema, and for the schema that is always there, the schema itself isn't made.
        var empty = Realm.Empty;
        foreach (var schema in realm.Schemas.Where(s => isSchemaScope || s.Name == dialect.DefaultSchema))
            empty = empty.With(new Schema(schema.Name));
        var naming = isSchemaScope ? Naming.Unqualified : Naming.Qualified;
        var changes = Differ.Compare(empty, realm, [], DiffPolicy.Default);
        return PlanText.Of(Planner.Plan(empty, realm, changes, dialect, naming, DiffPolicy.Default, []),
            dialect.SplitOptions, indent);
    }

    private static ObjectValue Schema(Schema schema, Dialect dialect) => Object("Schema",
        Always("Name", TemplateValue.Of(schema.Name)) with { JsonName = "name" },
        Optional("Tables", List(schema.Tables.Select(t => Table(t, dialect))), "tables"),
        Optional("Enums", List(schema.Enums.Select(e => Object("Enum",
            Always("Name", TemplateValue.Of(e.Name)) with { JsonName = "name" },
            Always("Values", TemplateValue.Of(e.Values)) with { JsonName = "values" },
            Optional("Comment", TemplateValue.Of(e.Comment), "comment")))), "enums"),
        Optional("Comment", TemplateValue.Of(schema.Comment), "comment"));

    private static ObjectValue Table(Table table, Dialect dialect) => Object("Table",
        Always("Name", TemplateValue.Of(table.Name)) with { JsonName = "name" },
        Optional("Columns", List(table.Columns.Select(c => Column(c, dialect))), "columns"),
        Optional("Indexes", List(table.Indexes.Select(Index)), "indexes"),
        Optional("PrimaryKey", table.PrimaryKey is { } key
            ? Object("Index",
                Optional("Parts",
                List(key.Columns.Select(c => Object("Part", Optional("Column", TemplateValue.Of(c), "column")))),
                "parts")) : TemplateValue.Nil, "primary_key"),
        Optional("ForeignKeys", List(table.ForeignKeys.Select(ForeignKey)), "foreign_keys"),
        Optional("Checks", List(table.Checks.Select(c => Object("Check",
            Optional("Name", TemplateValue.Of(c.Name), "name"),
            Always("Expr", TemplateValue.Of(c.Expression)) with { JsonName = "expr" }))), "checks"),
        Optional("Comment", TemplateValue.Of(table.Comment), "comment"));

    private static ObjectValue Column(Column column, Dialect dialect) => Object("Column",
        Always("Name", TemplateValue.Of(column.Name)) with { JsonName = "name" },
        Optional("Type", TemplateValue.Of(dialect.TypeToSql(column.Type, Naming.Unqualified)), "type"),
        Optional("Null", TemplateValue.Of(column.IsNullable), "null"),
        Optional("Default", TemplateValue.Of(column.Default switch
        {
            null => null,
            StringLiteral text => $"'{text.Value.Replace("'", "''", StringComparison.Ordinal)}'",
            NumberLiteral number => number.Text,
            BoolLiteral truth => truth.Value ? "true" : "false",
            RawSql raw => raw.Sql,
            var other => throw Core.Unreachable.For(other),
        }), "default"),
        Optional("Comment", TemplateValue.Of(column.Comment), "comment"));

    private static ObjectValue Index(Index index) => Object("Index",
        Always("Name", TemplateValue.Of(index.Name)) with { JsonName = "name" },
        Optional("Unique", TemplateValue.Of(index.IsUnique), "unique"),
        Optional("Parts", List(index.Parts.Select(p => Object("Part",
            Optional("Desc", TemplateValue.Of(p.IsDescending), "desc"),
            Optional("Column", TemplateValue.Of(p.Column), "column"),
            Optional("Expr", TemplateValue.Of(p.Expression), "expr")))), "parts"));

    private static ObjectValue ForeignKey(ForeignKey key) => Object("ForeignKey",
        Always("Name", TemplateValue.Of(key.Name)) with { JsonName = "name" },
        Optional("Columns", TemplateValue.Of(key.Columns), "columns"),
        Optional("References", Object("References",
            Always("Table", TemplateValue.Of(key.References.Name)) with { JsonName = "table" },
            Always("Columns", TemplateValue.Of(key.ReferencedColumns)) with { JsonName = "columns" }), "references"));
}

/// <summary>What templates see of an inspection.</summary>
internal static class InspectModel
{
    /// <summary>Makes the value: <c>.Realm</c>, and the methods <c>MarshalHCL, MarshalSQL, RedactedURL,
    /// Hash</c>.</summary>
    public static ObjectValue Of(Realm realm, Dialect dialect, bool isSchemaScope, string url) =>
        new("SchemaInspect", [Always("Realm", RealmModel.Of(realm, dialect)) with { JsonName = "Schema" }])
        {
            // JSON shows the realm itself.
            Json = RealmModel.Of(realm, dialect),
            Methods =
            [
                new("MarshalHCL", 0, 0, _ => TemplateValue.Of(HclSchema.Print(realm, dialect))),
                new("MarshalSQL", 0, 1,
                    a => TemplateValue.Of(
                    RealmModel.Sql(realm, dialect, isSchemaScope, a.Count > 0 ? AtlasFunctions.Text(a[0]) : ""))),
                new("RedactedURL", 0, 0, _ => TemplateValue.Of(url)),
                new("Hash", 0, 0, _ => TemplateValue.Of(Fingerprints.Of(realm, isSchemaScope, []).Value)),
            ],
        };

    /// <summary>Makes the functions of the command: <c>sql</c>, <c>hcl</c>, <c>mermaid</c>, <c>split</c> and
    /// <c>write</c>.</summary>
    public static TemplateFunction[] Functions(Realm realm, Dialect dialect, bool isSchemaScope, Host host) =>
    [
        new("sql", 1, 2,
            a => TemplateValue.Of(
            RealmModel.Sql(realm, dialect, isSchemaScope, a.Count > 1 ? AtlasFunctions.Text(a[1]) : ""))),
        new("hcl", 1, 1, _ => TemplateValue.Of(HclSchema.Print(realm, dialect))),
        new("mermaid", 1, 1, _ => TemplateValue.Of(MermaidText.Of(realm, dialect))),
        .. SchemaFileSet.Functions(dialect, host),
    ];
}
