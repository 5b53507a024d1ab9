using Atlas.Core.Model;
using Atlas.Core.Schemas;
using Atlas.Databases.Sqlite;

namespace Atlas.Tests.Core.Schemas;

public sealed class PrintTests
{
    [Fact]
    public void A_PostgreSQL_document_prints_as_it_is_written() => Documents.SamePrinted(
        """
        table "product" {
          schema  = schema.shop
          comment = "things we sell"
          column "id" {
            null = false
            type = bigint
            identity {
              generated = ALWAYS
              start     = 100
              increment = 5
              min_value = 1
              max_value = 900
              cache     = 20
              cycle     = true
            }
          }
          column "sku" {
            null    = false
            type    = varchar(12)
            default = "n/a"
            comment = "what the label says"
            collate = "C"
          }
          column "mood" {
            null    = true
            type    = enum.mood
            default = "calm"
          }
          column "moods" {
            null    = false
            type    = sql("mood[]")
            default = sql("'{}'::mood[]")
          }
          column "labels" {
            null = true
            type = sql("text[]")
          }
          column "place" {
            null = true
            type = sql("public.geometry(Point,4326)")
          }
          column "price" {
            null    = false
            type    = numeric(10,2)
            default = 1.50
          }
          column "net" {
            null = true
            type = numeric
            as {
              expr = "price / 1.19"
              type = STORED
            }
          }
          column "sold" {
            null    = false
            type    = boolean
            default = false
          }
          primary_key "product_key" {
            columns = [column.id]
            include = [column.sku]
            comment = "the key"
          }
          foreign_key "product_maker" {
            columns     = [column.id]
            ref_columns = [column.id]
            on_update   = NO_ACTION
            on_delete   = SET_NULL
            comment     = "itself"
          }
          index "by_label" {
            columns = [column.labels]
            comment = "for searches"
            type    = GIN
            where   = "(cardinality(labels) > 0)"
          }
          index "by_place" {
            columns = [column.place]
            type    = "HNSW"
          }
          index "recent" {
            unique         = true
            nulls_distinct = false
            include        = [column.mood]
            on {
              desc       = true
              column     = column.sku
              collate    = "C"
              nulls_last = true
            }
            on {
              column      = column.price
              ops         = numeric_ops
              nulls_first = true
            }
            on {
              expr = "lower(sku)"
              ops  = "my_ops"
            }
            on {
              column = column.labels
              ops    = sql("tsvector_ops(siglen=1)")
            }
          }
          check "price_positive" {
            expr       = "(price > 0)"
            no_inherit = true
            comment    = "no gifts"
          }
          unique "sku_once" {
            columns        = [column.sku, column.mood]
            comment        = "once"
            nulls_distinct = false
            include        = [column.id]
          }
        }
        enum "mood" {
          schema  = schema.shop
          values  = ["calm", "it's \"busy\""]
          comment = "how it goes"
        }
        schema "shop" {
          comment = "web shop"
        }
        """);

    [Fact]
    public void A_SQLite_document_prints_as_it_is_written() => Documents.SamePrinted(
        """
        table "note" {
          schema = schema.main
          column "id" {
            null           = false
            type           = integer
            auto_increment = true
          }
          column "body" {
            null    = false
            type    = text
            collate = "NOCASE"
          }
          column "size" {
            null = true
            type = int
            as {
              expr = "length(body)"
              type = VIRTUAL
            }
          }
          primary_key {
            columns = [column.id]
          }
          index "long_notes" {
            unique  = true
            columns = [column.body]
            where   = "length(body) > 500"
          }
          check {
            expr = "length(body) > 0"
          }
          strict = true
        }
        schema "main" {
        }
        """,
        new SqliteDialect());

    [Fact]
    public void Tail_attributes_line_up_after_the_blocks() => Documents.SamePrinted(
        """
        table "note" {
          schema = schema.main
          column "id" {
            null = false
            type = integer
          }
          primary_key {
            columns = [column.id]
          }
          without_rowid = true
          strict        = true
        }
        schema "main" {
        }
        """,
        TestDialect.Sqlite);

    [Fact]
    public void Names_that_two_schemas_have_are_qualified_and_so_is_what_is_called_like_a_qualifier() => Documents.SamePrinted(
        """
        table "eu" "item" {
          schema = schema.eu
          column "id" {
            null = false
            type = bigint
          }
          foreign_key "other" {
            columns     = [column.id]
            ref_columns = [table.us.item.column.id]
            on_update   = NO_ACTION
            on_delete   = CASCADE
          }
          foreign_key "region" {
            columns     = [column.id]
            ref_columns = [table.us.eu.column.id]
            on_update   = NO_ACTION
            on_delete   = NO_ACTION
          }
        }
        table "only" {
          schema = schema.eu
          column "mood" {
            null = false
            type = enum.us.mood
          }
        }
        table "us" "eu" {
          schema = schema.us
          column "id" {
            null = false
            type = bigint
          }
          column "moods" {
            null = false
            type = sql("eu.mood[]")
          }
        }
        table "us" "item" {
          schema = schema.us
          column "id" {
            null = false
            type = bigint
          }
          foreign_key "only" {
            columns     = [column.id]
            ref_columns = [table.only.column.mood]
            on_update   = NO_ACTION
            on_delete   = NO_ACTION
          }
        }
        enum "eu" "mood" {
          schema = schema.eu
          values = ["a"]
        }
        enum "us" "mood" {
          schema = schema.us
          values = ["b"]
        }
        schema "eu" {
        }
        schema "us" {
        }
        """);

    [Fact]
    public void Odd_names_are_referred_to_in_brackets() => Documents.SamePrinted(
        """
        table "2nd \"table\"" {
          schema = schema["my schema"]
          column "1" {
            null = false
            type = enum["odd enum"]
          }
          column "a.b" {
            null = false
            type = sql("\"odd enum\"[]")
          }
          column "dash-ed" {
            null = false
            type = text
          }
          column "näme" {
            null = false
            type = text
          }
          primary_key {
            columns = [column["1"], column["a.b"], column.dash-ed, column.näme]
          }
        }
        table "text" {
          schema = schema["my schema"]
          column "x" {
            null = false
            type = text
          }
          foreign_key "odd" {
            columns     = [column.x]
            ref_columns = [table["2nd \"table\""].column["a.b"]]
            on_update   = NO_ACTION
            on_delete   = NO_ACTION
          }
        }
        enum "odd enum" {
          schema = schema["my schema"]
          values = ["$${not} %%{code}", "line\nbreak"]
        }
        schema "my schema" {
        }
        """);

    [Fact]
    public void An_empty_realm_prints_as_nothing()
    {
        Assert.Equal("", HclSchema.Print(Realm.Empty, TestDialect.Postgres));
        Assert.Equal(Realm.Empty, Documents.Read(""));
    }

    [Fact]
    public void An_enum_called_like_a_type_is_told_apart_from_it_in_an_array()
    {
        var text = new ObjectName("s", "text");
        Documents.RoundTrips(
            new()
            {
                Schemas =
                [
                    new("s")
                    {
                        Enums = [new("text", ["a"])],
                        Tables =
                        [
                            new("t")
                            {
                                Columns =
                                [
                                    new("e", new ArrayType(new EnumReference(text)), false),
                                    new("x", new ArrayType(new BuiltInType("text", [])), false),
                                ],
                            },
                        ],
                    },
                ],
            },
            TestDialect.Postgres);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-7")]
    [InlineData("1.50")]
    [InlineData("12345678901234567890.123456789012345678901234567890")]
    public void A_number_keeps_its_spelling(string number)
    {
        var table = Documents.Table($$"""
            schema "s" {}
            table "t" {
              schema = schema.s
              column "c" {
                type    = numeric
                default = {{number}}
              }
            }
            """);
        Assert.Equal(new NumberLiteral(number), table.Columns[0].Default);
    }
}
