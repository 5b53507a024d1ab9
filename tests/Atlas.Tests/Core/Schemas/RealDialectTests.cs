using Atlas.Core.Model;
using Atlas.Core.Schemas;
using Atlas.Databases.Postgres;
using Atlas.Databases.Sqlite;
using Atlas.Tests.Properties.Generators;
using CsCheck;

namespace Atlas.Tests.Core.Schemas;

public sealed class RealDialectTests
{
    [Fact]
    public void A_PostgreSQL_document_keeps_its_types_through_printing()
    {
        var dialect = new PostgresDialect();
        var realm = Documents.Read(
            """
            schema "public" {}
            enum "mood" {
              schema = schema.public
              values = ["calm", "busy"]
            }
            table "t" {
              schema = schema.public
              column "a" {
                type = int
              }
              column "b" {
                type = varchar(255)
              }
              column "c" {
                type = decimal(10, 2)
              }
              column "d" {
                type = sql("timestamp with time zone")
              }
              column "e" {
                type = enum.mood
              }
              column "f" {
                type = sql("mood[]")
              }
              column "g" {
                type = sql("int ARRAY")
              }
              column "h" {
                type = char
              }
              column "i" {
                type = time(3)
              }
              column "j" {
                type = sql("public.mood")
              }
              column "k" {
                type = sql("vector(3)")
              }
              primary_key "t_pkey" {
                columns = [column.a]
              }
              check {
                expr = "a > 0"
              }
            }
            """,
            dialect);
        var table = realm.Table(new("public", "t"))!;
        var printed = HclSchema.Print(realm, dialect);
        Assert.Equal(
            [
                "integer", "character_varying(255)", "numeric(10,2)", "timestamptz", "enum.mood", "sql(\"mood[]\")", "sql(\"integer[]\")",
                "character(1)", "time(3)", "enum.mood", "sql(\"vector(3)\")",
            ],
            printed.Split('\n').Where(l => l.StartsWith("    type = ", StringComparison.Ordinal)).Select(l => l[11..]));
        Assert.Null(table.PrimaryKey?.Name);
        Documents.RoundTrips(realm, dialect);
    }

    [Fact]
    public void Every_word_of_a_type_reads_back_as_it_prints()
    {
        foreach (var dialect in new Atlas.Core.Dialects.Dialect[] { new PostgresDialect(), new SqliteDialect() })
        {
            var types = dialect.TypeWords.Select(w => dialect.TypeFromWord(w, [], out _)).OfType<ColumnType>().Distinct();
            var columns = types.Select((t, i) => new Column($"c{i}", t, true)).ToSeq();
            var realm = new Realm { Schemas = [new(dialect.DefaultSchema) { Tables = [new("t") { Columns = columns }] }] };
            Documents.RoundTrips(dialect.Canonicalize(realm), dialect);
        }
    }

    [Fact]
    public void Printing_then_reading_is_identity_for_SQLite() => RealmGen.Realms(SqliteFeatures).Sample(realm =>
    {
        var dialect = new SqliteDialect();
        Documents.RoundTrips(dialect.Canonicalize(realm), dialect);
    }, iter: 200);

    private static readonly Features SqliteFeatures = Features.Sqlite with
    {
        Types =
        [
            new(new BuiltInType("integer", []), [new NumberLiteral("0"), new RawSql("NULL")]) { IsNumber = true, Family = "n" },
            new(new BuiltInType("varchar", [30]), [new StringLiteral("it's"), new RawSql("lower('A')")]) { Family = "t" },
            new(new BuiltInType("unsigned_big_int", []), [new NumberLiteral("7")]) { Family = "n" },
            new(new RawType("timestamp(3)"), []) { Family = "r" },
        ],
        Collations = ["NOCASE"],
    };
}
