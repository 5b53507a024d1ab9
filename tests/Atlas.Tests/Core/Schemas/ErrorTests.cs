using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Schemas;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Tests.Core.Schemas;

public sealed class ErrorTests
{
    private static string[] InTable(string lines, Dialect? dialect = null) => Documents.Errors(
        $$"""
        schema "s" {}
        table "t" {
          schema = schema.s
          column "a" {
            type = integer
          }
        {{lines}}
        }
        table "u" {
          schema = schema.s
          column "a" {
            type = integer
          }
          column "b" {
            type = integer
          }
        }
        """,
        dialect);

    [Theory]
    // Names that lead nowhere.
    [InlineData("""primary_key { columns = [column.x] }""", "7: column \"x\" was not found in table t")]
    [InlineData("""foreign_key "f" { ref_columns = [table.u.column.x] }""", "7: Missing required argument", "7: column \"x\" was not found in table u")]
    [InlineData("""column "c" { type = enum.e }""", "7: enum \"e\" was not found in realm")]
    [InlineData("""column "c" { type = enum.s.e }""", "7: enum \"s.e\" was not found in realm")]
    [InlineData("""depends_on = [table.x]""", "7: referenced table \"x\" not found")]
    [InlineData("""depends_on = [table.s.x]""", "7: referenced table \"s.x\" not found")]
    [InlineData("""depends_on = [table.u.colum.a]""", "7: broken reference to \"table.u.colum.a\"")]
    [InlineData("""depends_on = [column.a]""", "7: invalid reference used in depends_on")]
    [InlineData("""depends_on = [table.u, "v"]""", "7: mixed list types used in \"depends_on\" attribute")]
    [InlineData("""primary_key { columns = [table.u.column.a] }""", "7: invalid reference used in columns")]
    // Types.
    [InlineData("""column "c" { type = varchar }""", "7: Type \"varchar\" requires at least 1 argument")]
    [InlineData("""column "c" { type = text(3) }""", "7: Error in function call")]
    [InlineData("""column "c" { type = intger }""", "7: Unknown column.type")]
    [InlineData("""column "c" { type = "integer" }""", "7: unexpected type string for attribute \"type\"")]
    [InlineData("""column "c" { type = schema.s }""", "7: invalid reference used in type")]
    [InlineData("""column "c" { type = sql("") }""", "7: Invalid function argument")]
    [InlineData("""column "c" { }""", "7: Missing required argument")]
    [InlineData("""column "c" { type = null }""", "7: Missing required argument")]
    // Foreign keys and indexes.
    [InlineData("foreign_key \"f\" {\n columns = [column.a]\n ref_columns = [table.u.column.a, table.u.column.b]\n}",
        "9: number of referencing and referenced columns do not match for foreign-key \"f\"")]
    [InlineData("foreign_key \"f\" {\n columns = [column.a, column.a]\n ref_columns = [table.u.column.a, column.a]\n}",
        "9: more than 1 table was referenced in foreign-key \"f\"")]
    [InlineData("foreign_key \"f\" {\n columns = [column.a]\n ref_columns = [table.u.column.a]\n on_delete = SET_NUL\n}", "10: Unknown foreign_key.on_delete")]
    [InlineData("""index "i" { }""", "7: missing definition for index \"i\"")]
    [InlineData("index \"i\" {\n columns = [column.a]\n on {\n expr = \"a\"\n }\n}", "9: multiple definitions for index \"i\", use \"columns\" or \"on\"")]
    [InlineData("index \"i\" {\n on {\n column = column.a\n }\n on {\n desc = true\n }\n}",
        "11: \"column\" or \"expr\" are required for index \"i\" at position 1")]
    [InlineData("index \"i\" {\n on {\n column = column.a\n expr = \"a\"\n }\n}", "10: cannot use both \"column\" and \"expr\" for index \"i\" at position 0")]
    [InlineData("index \"i\" {\n on {\n column = column.a\n nulls_first = true\n nulls_last = true\n }\n}",
        "11: \"nulls_first\" and \"nulls_last\" cannot be used together")]
    [InlineData("index \"i\" {\n columns = [column.a]\n include = []\n}", "9: attribute \"include\" of index \"i\" is empty")]
    [InlineData("index \"i\" {\n columns = [column.a]\n type = GEN\n}", "9: Unknown index.type")]
    // Shapes.
    [InlineData("column \"c\" {\n type = integer\n as = \"1\"\n as {\n expr = \"1\"\n }\n}", "10: multiple as definitions for column \"c\"")]
    [InlineData("primary_key { columns = [column.a] }\nprimary_key { columns = [column.a] }", "8: Duplicate primary_key block")]
    [InlineData("""column "a" { type = text }""", "7: duplicate column \"a\"")]
    [InlineData("""columns "c" { type = text }""", "7: Unsupported block type")]
    [InlineData("""coment = "x" """, "7: Unsupported argument")]
    [InlineData("""comment = ["x"]""", "7: unexpected type tuple for attribute \"comment\"")]
    [InlineData("""strict = true""", "7: \"strict\" is not an attribute of PostgreSQL")]
    [InlineData("exclude \"e\" {\n type = GIST\n}", "7: missing definition for exclusion constraint \"e\"")]
    [InlineData("replica_identity = index.nope", "7: index \"nope\" was not found in table t")]
    [InlineData("replica_identity = PARTIAL", "7: Unknown table.replica_identity")]
    [InlineData("""column { type = text }""", "7: Missing name for column")]
    [InlineData("""column "x" "y" { type = text }""", "7: Extraneous label for column")]
    [InlineData("column \"c\" {\n type = text\n renamed_from = \"a\"\n}", "9: both \"a\" and \"c\" exist in table \"t\"")]
    [InlineData("""column "c" { type = nope.x }""", "7: Unknown variable")]
    public void A_mistake_in_a_table_is_reported_where_it_stands(string lines, params string[] errors) => Assert.Equal(errors.Order(), InTable(lines).Order());

    [Theory]
    [InlineData("""view "v" { schema = schema.s }""", "Missing required argument")]
    [InlineData("""event_trigger "v" {}""", "event triggers are not supported yet")]
    [InlineData("view \"v\" {\nschema = schema.s\nas = \"\"\ndepends_on = [1]\n}", "invalid reference used in depends_on")]
    [InlineData("trigger \"t\" {\non = table.x\nafter {\ninsert = true\n}\nexecute {\nfunction = sql(\"f\")\n}\n}", "referenced table \"x\" not found")]
    [InlineData("""permission {}""", "permissions are not supported yet")]
    [InlineData("""data { rows = [] }""", "rows and data sources in schema files are not supported yet")]
    [InlineData("""data "sql" "x" {}""", "rows and data sources in schema files are not supported yet")]
    [InlineData("""tabel "t" {}""", "Unsupported block type")]
    [InlineData("""a = 1""", "Unsupported argument")]
    [InlineData("""table "t" {}""", "cannot extract schema name for table \"t\": the attribute \"schema\" is missing")]
    [InlineData("""table "t" { schema = schema.x }""", "schema \"x\" not found for table \"t\"")]
    [InlineData("""table "a" "b" "t" { schema = schema.s }""", "Extraneous label for table")]
    [InlineData("""enum "e" { schema = schema.s }""", "Missing required argument")]
    [InlineData("enum \"e\" {\nschema = schema.s\nvalues = [\"a\", 1]\n}", "mixed list types used in \"values\" attribute")]
    [InlineData("""schema "s" {}""", "duplicate schema \"s\"")]
    [InlineData("""schema "x" { for_each = "a" }""", "for_each does not support string type")]
    [InlineData("""variable "v" { type = string }""", "missing value for required variable \"v\"")]
    [InlineData("variable \"v\" {\ntype = strin\ndefault = 1\n}", "invalid type \"strin\" for variable \"v\"")]
    [InlineData("locals {\na = local.b\nb = local.a\n}", "cyclic reference to \"local.a\"")]
    [InlineData("env \"x\" {\n}", "cannot parse project file \"schema.hcl\" as a schema file")]
    public void A_mistake_in_a_document_is_reported(string block, string error)
    {
        var found = Assert.Single(Documents.Diagnostics($"schema \"s\" {{}}\n{block}"));
        Assert.Equal(error, found.Summary);
        Assert.True(found.Subject?.Line >= 2);
    }

    [Fact]
    public void A_likely_name_is_suggested()
    {
        string Detail(string text) => Assert.Single(Documents.Diagnostics(text)).Detail;
        Assert.EndsWith("Did you mean \"table\"?", Detail("""tabel "t" {}"""));
        Assert.EndsWith("Did you mean \"comment\"?", Detail("""schema "s" { coment = "x" }"""));
        Assert.EndsWith("Did you mean \"shop\"?", Detail("schema \"shop\" {}\ntable \"t\" {\n schema = schema.shap\n}"));
    }

    [Fact]
    public void A_label_of_two_schemas_must_be_qualified_where_it_is_used()
    {
        const string Text = """
            schema "a" {}
            schema "b" {}
            table "a" "t" {
              schema = schema.a
              column "x" {
                type = integer
              }
            }
            table "b" "t" {
              schema = schema.b
              column "x" {
                type = integer
              }
            }
            table "u" {
              schema = schema.a
              column "x" {
                type = integer
              }
              foreign_key "f" {
                columns     = [column.x]
                ref_columns = [REF]
              }
            }
            """;
        Assert.Equal(["22: multiple reference tables found for \"t\""], Documents.Errors(Text.Replace("REF", "table.t.column.x")));
        Assert.Equal(
            new ObjectName("b", "t"),
            Documents.Read(Text.Replace("REF", "table.b.t.column.x")).Table(new("a", "u"))!.ForeignKeys[0].References);
    }

    [Fact]
    public void Blocks_and_attributes_of_other_databases_say_whose_they_are()
    {
        Assert.Equal(["7: \"unique\" is not a block of SQLite"], InTable("""unique "x" { columns = [column.a] }""", TestDialect.Sqlite));
        Assert.Equal(["2: \"enum\" is not a block of SQLite"], Documents.Errors("schema \"s\" {}\nenum \"e\" {}", TestDialect.Sqlite));
        Assert.Equal(["7: the attribute \"engine\" is not supported yet"], InTable("engine = InnoDB", TestDialect.MySql));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once() => Assert.Equal(
        ["7: Unsupported argument", "8: Unknown column.type", "9: column \"z\" was not found in table t"],
        InTable("x = 1\ncolumn \"y\" { type = intege }\nprimary_key { columns = [column.z] }"));

    [Fact]
    public void A_document_must_fit_its_scope()
    {
        var realm = Documents.Read("schema \"a\" {}\nschema \"b\" {}");
        SchemaScope.EnsureFits(realm, null, isDev: true);
        SchemaScope.EnsureRequested(realm, ["a", "b"], ["x.hcl"]);
        Assert.StartsWith(
            "cannot use HCL with more than 1 schema when dev-url is limited to schema \"public\"",
            Assert.Throws<FailureException>(() => SchemaScope.EnsureFits(realm, "public", isDev: true)).Message);
        Assert.StartsWith(
            "cannot use HCL with more than 1 schema when url is limited to schema \"public\"",
            Assert.Throws<FailureException>(() => SchemaScope.EnsureFits(realm, "public", isDev: false)).Message);
        Assert.StartsWith(
            "schema \"b\" from paths [x.hcl] is not requested (all schemas in HCL must be requested)",
            Assert.Throws<FailureException>(() => SchemaScope.EnsureRequested(realm, ["a"], ["x.hcl"])).Message);
    }
}
