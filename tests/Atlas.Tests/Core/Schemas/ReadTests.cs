using Atlas.Core.Diff;
using Atlas.Core.Model;
using Atlas.Core.Schemas;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Tests.Properties.Generators;
using CsCheck;

namespace Atlas.Tests.Core.Schemas;

public sealed class ReadTests
{
    [Fact]
    public void Printing_then_reading_is_identity() => RealmGen.Realms(Features.Everything with { Types = Types })
        .Sample(realm => Documents.RoundTrips(Known(realm), TestDialect.Postgres), iter: 300);

    [Fact]
    public void Files_form_one_document_whatever_their_order()
    {
        var table = SourceText.From("a.hcl", """table "t" { schema = schema.s }""");
        var schema = SourceText.From("b.hcl", """schema "s" {}""");
        var nothing = new Dictionary<string, Value>();
        var first = HclSchema.Read([table, schema], TestDialect.Postgres, nothing).Realm;
        Assert.Equal(first, HclSchema.Read([schema, table], TestDialect.Postgres, nothing).Realm);
        Assert.NotNull(first.Table(new("s", "t")));
    }

    [Fact]
    public void A_name_overrides_a_label_wherever_it_is_referred_to()
    {
        var realm = Documents.Read(
            """
            variable "tenant" {
              type = string
            }
            schema "tenant" {
              name = "t_${var.tenant}"
            }
            enum "mood" {
              name   = "Mood"
              schema = schema.tenant
              values = ["calm"]
            }
            table "item" {
              name   = "items"
              schema = schema.tenant
              column "id" {
                name = "item_id"
                type = integer
              }
              column "mood" {
                type = enum.mood
              }
              primary_key {
                columns = [column.id]
              }
            }
            table "line" {
              schema = schema.tenant
              column "item" {
                type    = integer
                comment = "of ${table.item.name}.${table.item.column.id.name}"
              }
              foreign_key "item" {
                columns     = [column.item]
                ref_columns = [table.item.column.id]
              }
            }
            """,
            variables: ("tenant", Value.String("acme")));
        var schema = Assert.Single(realm.Schemas);
        Assert.Equal("t_acme", schema.Name);
        Assert.Equal(["item_id"], schema.Table("items")!.PrimaryKey!.Columns);
        Assert.Equal(new EnumReference(new("t_acme", "Mood")), schema.Table("items")!.Column("mood")!.Type);
        Assert.Equal("of items.item_id", schema.Table("line")!.Columns[0].Comment);
        var key = Assert.Single(schema.Table("line")!.ForeignKeys);
        Assert.Equal((new("t_acme", "items"), "item_id"), (key.References, key.ReferencedColumns[0]));
    }

    [Fact]
    public void Blocks_are_repeated_over_references_and_sets()
    {
        var realm = Documents.Read(
            """
            schema "tenant" {
              for_each = toset(["a", "b"])
              name     = each.value
            }
            schema "c" {}
            table "item" {
              for_each = { x = schema.c, y = schema.d }
              schema   = each.value
              comment  = each.key
              column "id" {
                type = integer
              }
              primary_key {
                columns = [column.id]
              }
            }
            schema "d" {}
            """);
        Assert.Equal(["a", "b", "c", "d"], realm.Schemas.Select(s => s.Name));
        Assert.Equal(["x", "y"], realm.Schemas.SelectMany(s => s.Tables).Select(t => t.Comment));
    }

    [Fact]
    public void Dynamic_blocks_make_columns_and_parts_that_others_refer_to()
    {
        var table = Documents.Table(
            """
            schema "s" {}
            locals {
              words = ["a", "b"]
            }
            table "t" {
              schema = schema.s
              dynamic "column" {
                for_each = local.words
                labels   = ["c_${column.value}"]
                content {
                  null    = column.key == 0
                  type    = text
                  default = column.value
                }
              }
              index "both" {
                dynamic "on" {
                  for_each = ["first", "second"]
                  iterator = part
                  content {
                    column = part.key == 0 ? column.c_a : column.c_b
                    desc   = part.value == "second"
                  }
                }
              }
            }
            """);
        Assert.Equal(
            [
                new Column("c_a", new BuiltInType("text", []), true) { Default = new StringLiteral("a") },
                new Column("c_b", new BuiltInType("text", []), false) { Default = new StringLiteral("b") },
            ],
            table.Columns);
        Assert.Equal([new IndexPart { Column = "c_a" }, new IndexPart { Column = "c_b", IsDescending = true }], table.Indexes[0].Parts);
    }

    [Fact]
    public void Variables_have_types_defaults_and_validations()
    {
        const string Text = """
            variable "names" {
              type    = list(string)
              default = ["x"]
            }
            variable "size" {
              type        = int
              default     = 3
              description = "how much"
              validation {
                condition     = var.size < 10
                error_message = "size must be below 10"
              }
            }
            locals {
              sum  = "${local.half}+${local.half}"
              half = "varchar(${var.size})"
            }
            schema "s" {
              comment = join(",", concat(var.names, [local.sum]))
            }
            """;
        Assert.Equal("x,varchar(3)+varchar(3)", Documents.Read(Text).Schemas[0].Comment);
        Assert.Equal("y,varchar(4)+varchar(4)", Documents.Read(
            Text, variables: [("names", Value.String("y")), ("size", Value.String("4"))]).Schemas[0].Comment);
        Assert.Equal(["6: variable \"size\": size must be below 10"],
            Documents.Errors(Text, variables: ("size", Value.Number(12))).Select(e => e.Replace("9:", "6:")));
        Assert.Equal(["5: variable \"size\": a number is required"], Documents.Errors(Text, variables: ("size", Value.String("many"))));
    }

    [Fact]
    public void Declared_renames_are_handed_on()
    {
        var state = Documents.Load(
            """
            schema "s" {}
            table "member" {
              schema       = schema.s
              renamed_from = "customer"
              column "mail" {
                type         = text
                renamed_from = "email"
                annotation {
                  pii = true
                }
              }
              index "by_mail" {
                columns      = [column.mail]
                renamed_from = "by_email"
              }
            }
            """);
        var member = new ObjectName("s", "member");
        Assert.Equal(
            [
                new(RenameKind.Table, member, "customer", "member"),
                new(RenameKind.Column, member, "email", "mail"),
                new(RenameKind.Index, member, "by_email", "by_mail"),
            ],
            state.Renames);
    }

    [Fact]
    public void Defaults_are_literals_or_SQL()
    {
        var table = Documents.Table(
            """
            schema "s" {}
            locals {
              now = "now()"
            }
            table "t" {
              schema = schema.s
              column "a" {
                type    = text
                default = "a"
              }
              column "b" {
                type    = text
                default = sql(local.now)
              }
              column "c" {
                type    = text
                default = null
              }
              column "d" {
                type    = text
                default = sql("NULL")
              }
              column "e" {
                type    = integer
                default = 2 + 3
              }
              column "f" {
                type    = boolean
                default = true
              }
              column "g" {
                type    = text
                default = <<-TEXT
                  costs $${money}
                TEXT
              }
            }
            """);
        Assert.Equal(
            [
                new StringLiteral("a"), new RawSql("now()"), null, new RawSql("NULL"), new NumberLiteral("5"), new BoolLiteral(true),
                new StringLiteral("costs ${money}\n"),
            ],
            table.Columns.Select(c => c.Default));
    }

    [Fact]
    public void SQL_types_are_parsed_and_linked_to_enums()
    {
        var realm = Documents.Read(
            """
            schema "s" {}
            schema "z" {}
            enum "s" "mood" {
              schema = schema.s
              values = ["a"]
            }
            enum "z" "mood" {
              schema = schema.z
              values = ["a"]
            }
            table "t" {
              schema = schema.z
              column "a" {
                type = sql("mood")
              }
              column "b" {
                type = sql("\"s\".mood[]")
              }
              column "c" {
                type = sql("varchar(3)")
              }
              column "d" {
                type = sql("vector(3)")
              }
            }
            """);
        Assert.Equal(
            [
                new EnumReference(new("z", "mood")), new ArrayType(new EnumReference(new("s", "mood"))),
                new BuiltInType("varchar", [3]), new RawType("vector(3)"),
            ],
            realm.Table(new("z", "t"))!.Columns.Select(c => c.Type));
    }

    [Fact]
    public void Defaults_of_attributes_mean_the_same_as_nothing()
    {
        var table = Documents.Table(
            """
            schema "s" {}
            table "t" {
              schema  = schema.s
              comment = null
              column "id" {
                type = integer
                null = false
                identity {
                  start     = 0
                  increment = 1
                }
              }
              index "i" {
                type           = "btree"
                nulls_distinct = true
                unique         = false
                on {
                  column      = column.id
                  desc        = true
                  nulls_first = true
                }
              }
              foreign_key "f" {
                columns     = [column.id]
                ref_columns = [table.t.column.id]
              }
            }
            """);
        Assert.Equal(new Identity(false), table.Columns[0].Identity);
        Assert.Equal(new Index("i", [new() { Column = "id", IsDescending = true }]), table.Indexes[0]);
        Assert.Equal(new ForeignKey("f", ["id"], new("s", "t"), ["id"]), table.ForeignKeys[0]);
    }

    [Fact]
    public void A_generated_column_is_stored_where_its_database_stores_them()
    {
        const string Text = """
            schema "s" {}
            table "t" {
              schema = schema.s
              column "a" {
                type = integer
                as   = "1 + 1"
              }
            }
            """;
        Assert.Equal(new Generated("1 + 1", true), Documents.Table(Text).Columns[0].Generated);
        Assert.Equal(new Generated("1 + 1", false), Documents.Table(Text, TestDialect.Sqlite).Columns[0].Generated);
    }

    [Fact]
    public void A_table_may_be_called_like_its_schema_and_its_enum()
    {
        var realm = Documents.Read(
            """
            schema "x" {}
            enum "x" {
              schema = schema.x
              values = ["x"]
            }
            table "x" {
              schema = schema.x
              column "x" {
                type    = enum.x
                default = "x"
              }
            }
            table "y" {
              schema = schema.x
              column "x" {
                type = enum.x.x
              }
              foreign_key "x" {
                columns     = [column.x]
                ref_columns = [table.x.x.column.x]
              }
            }
            """);
        Assert.Equal(new ObjectName("x", "x"), realm.Table(new("x", "y"))!.ForeignKeys[0].References);
    }

    // Types of the generator that the test dialect knows, so that reading gives the same ones back.
    private static readonly Seq<TypeChoice> Types =
    [
        new(new BuiltInType("integer", []), [new NumberLiteral("0"), new NumberLiteral("-7"), new RawSql("NULL")]) { IsNumber = true, Family = "n" },
        new(new BuiltInType("text", []), [new StringLiteral(""), new StringLiteral("it's ${odd} %{x} $${y}\n\t\\"), new RawSql("lower('A')")]) { Family = "t" },
        new(new BuiltInType("numeric", [10, 2]), [new NumberLiteral("1.50")]) { Family = "n" },
        new(new BuiltInType("boolean", []), [new BoolLiteral(true)]) { Family = "b" },
        new(new RawType("citext"), []) { Family = "r", IsKey = false },
    ];

    // What PostgreSQL doesn't have isn't in its documents.
    private static Realm Known(Realm realm) => realm with
    {
        Schemas = realm.Schemas.Select(s => s with
        {
            Tables = s.Tables.Select(t => t with
            {
                IsStrict = false,
                IsWithoutRowId = false,
                Columns = t.Columns.Select(c => c with { IsAutoIncrement = false }).ToSeq(),
            }).ToSeq(),
        }).ToSeq(),
    };
}
