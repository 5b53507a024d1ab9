using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Tests.Core.Planning;

/// <summary>The values were computed by a program in another language from the page on fingerprints alone.</summary>
public sealed class FingerprintsTests
{
    [Fact]
    public void A_rich_schema_has_the_fingerprint_that_the_page_gives()
    {
        Assert.Equal(RichText, Fingerprints.CanonicalText(Rich("app"), true, ["-tmp", "-audit_*", "-tmp"]));
        Assert.Equal("6j6rq91J+9oqtbB4GjXpve8o987D5Ai3QyvNek/0Rmc=", Fingerprints.Of(Rich("app"), true, ["-tmp", "-audit_*"]).Value);
    }

    [Fact]
    public void An_empty_database_has_a_fixed_fingerprint() =>
        Assert.Equal("3lb6fGkfn8KjWul+433xpWX0a+D9Pm4DKWMRF8V/FHU=", Fingerprints.Of(Realm.Empty, false, []).Value);

    [Fact]
    public void At_schema_scope_no_schema_and_an_empty_one_are_the_same()
    {
        Assert.Equal("cShKUmwAahMrvQ9HtvnStbX6ZK7NR2wF30DsRT/Q4nY=", Fingerprints.Of(Realm.Empty, true, []).Value);
        Assert.Equal(Fingerprints.Of(Realm.Empty, true, []), Fingerprints.Of(Realm.Empty.With(new Schema("main")), true, []));
    }

    [Fact]
    public void Objects_are_sorted_by_code_point_not_by_UTF_16()
    {
        var realm = Realm.Empty.With(new Schema("public")
        {
            Tables =
            [
                new("😀") { Columns = [new("a\tb", new BuiltInType("int", []), true)] },
                new("\ue000") { Columns = [new("a", new BuiltInType("int", []), false)] },
            ],
        });
        Assert.Equal("/FnY7GinOuQPnvArFEgW/Hoy7kCtui1fXxb1au8zN6k=", Fingerprints.Of(realm, false, []).Value);
    }

    [Fact]
    public void At_schema_scope_the_schemas_name_is_no_part_of_it() =>
        Assert.Equal(Fingerprints.Of(Rich("a"), true, []), Fingerprints.Of(Rich("b"), true, []));

    [Fact]
    public void At_database_scope_the_schemas_name_is_part_of_it() =>
        Assert.NotEqual(Fingerprints.Of(Rich("a"), false, []), Fingerprints.Of(Rich("b"), false, []));

    [Fact]
    public void Scope_and_filters_are_part_of_it()
    {
        var plain = Fingerprints.Of(Rich("a"), true, []);
        Assert.NotEqual(plain, Fingerprints.Of(Rich("a"), false, []));
        Assert.NotEqual(plain, Fingerprints.Of(Rich("a"), true, ["-x"]));
    }

    [Fact]
    public void A_comment_is_part_of_it()
    {
        var realm = Rich("a");
        var schema = realm.Schemas[0];
        Assert.NotEqual(Fingerprints.Of(realm, true, []), Fingerprints.Of(realm.With(schema.With(schema.Tables[0] with { Comment = "x" })), true, []));
    }

    [Fact]
    public void The_order_of_columns_is_no_part_of_it_and_the_order_of_a_key_is()
    {
        var table = new Table("t")
        {
            Columns = [new("a", new BuiltInType("int", []), false), new("b", new BuiltInType("int", []), false)],
            PrimaryKey = new(["a", "b"]),
        };
        var turned = table with { Columns = table.Columns.Reverse().ToSeq() };
        Assert.Equal(Of(table), Of(turned));
        Assert.NotEqual(Of(table), Of(table with { PrimaryKey = new(["b", "a"]) }));

        static Fingerprint Of(Table table) => Fingerprints.Of(Realm.Empty.With(new Schema("s").With(table)), false, []);
    }

    private static Realm Rich(string schema)
    {
        var bigint = new BuiltInType("bigint", []);
        return Realm.Empty.With(new Schema(schema)
        {
            Comment = "two\nlines",
            Enums = [new("mood", ["sad", "it's \"ok\""])],
            Tables =
            [
                new("users")
                {
                    Comment = "people",
                    Columns =
                    [
                        new("id", bigint, false),
                        new("email", new BuiltInType("varchar", [255]), false) { Default = new StringLiteral(""), Collation = "C" },
                        new("score", new BuiltInType("decimal", [10, 2]), false) { Default = new NumberLiteral("1.50") },
                        new("made", new RawType("mytype(1)"), true) { Default = new RawSql("now()") },
                    ],
                    PrimaryKey = new(["id"]) { Name = "users_pk" },
                    Indexes =
                    [
                        new("users_email", [new() { Column = "email" }]) { IsUnique = true, IsConstraint = true, NullsDistinct = false },
                        new("users_lower", [new() { Expression = "lower(email)", IsDescending = true, NullsFirst = false }])
                        {
                            Method = "GIN",
                            Predicate = "(score > 0)",
                            Include = ["made"],
                        },
                    ],
                    Checks = [new("positive", "(score > 0)") { IsNoInherit = true }, new(null, "(id > 0)")],
                },
                new("posts")
                {
                    Columns =
                    [
                        new("id", bigint, false) { Identity = new(true) { Start = 10 } },
                        new("author", bigint, false),
                        new("moods", new ArrayType(new EnumReference(new(schema, "mood"))), true),
                        new("size", new BuiltInType("int", []), true) { Generated = new("(id * 2)", true) },
                    ],
                    PrimaryKey = new(["id"]),
                    ForeignKeys = [new("posts_author", ["author"], new(schema, "users"), ["id"]) { OnDelete = ReferentialAction.Cascade }],
                },
            ],
        });
    }

    private const string RichText = """
{"filters":["-audit_*","-tmp"],"format":"atlas-fp-1","schemas":[{"comment":"two\nlines","enums":[{"name":"mood","values":["sad","it's \"ok\""]}],"tables":[{"columns":[{"name":"author","type":{"word":"bigint"}},{"identity":{"always":true,"start":"10"},"name":"id","type":{"word":"bigint"}},{"name":"moods","null":true,"type":{"array":{"enum":{"name":"mood"}}}},{"generated":{"sql":"(id * 2)","stored":true},"name":"size","null":true,"type":{"word":"int"}}],"foreign_keys":[{"columns":["author"],"name":"posts_author","on_delete":"CASCADE","referenced_columns":["id"],"references":{"name":"users"}}],"name":"posts","primary_key":{"columns":["id"]}},{"checks":[{"sql":"(id > 0)"},{"name":"positive","no_inherit":true,"sql":"(score > 0)"}],"columns":[{"collation":"C","default":{"string":""},"name":"email","type":{"arguments":[255],"word":"varchar"}},{"name":"id","type":{"word":"bigint"}},{"default":{"sql":"now()"},"name":"made","null":true,"type":{"sql":"mytype(1)"}},{"default":{"number":"1.50"},"name":"score","type":{"arguments":[10,2],"word":"decimal"}}],"comment":"people","indexes":[{"constraint":true,"name":"users_email","nulls_equal":true,"parts":[{"column":"email"}],"unique":true},{"include":["made"],"method":"GIN","name":"users_lower","parts":[{"descending":true,"nulls_first":false,"sql":"lower(email)"}],"predicate":"(score > 0)"}],"name":"users","primary_key":{"columns":["id"],"name":"users_pk"}}]}],"scope":"schema"}
""";
}
