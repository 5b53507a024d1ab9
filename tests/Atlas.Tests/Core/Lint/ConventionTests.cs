using Atlas.Core.Lint;
using Atlas.Core.Model;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

public sealed class ConventionTests
{
    private static readonly Table Users = Table("users", Int("id"), Text("name"));

    [Fact]
    public void NM101_to_NM106_find_names_that_break_the_convention()
    {
        Seq<string> kinds = ["schema", "table", "column", "index", "foreign_key", "check"];
        var settings = new LintSettings
        {
            Naming = [.. kinds.Select(k => new NamingConvention(k, NamePattern.Parse("^[a-z_]+$", out _)!, null))],
        };
        var bad = Table("Posts", Int("id"), Int("userId")) with
        {
            Indexes = [Index("I1", "userId")],
            ForeignKeys = [new ForeignKey("FK", ["userId"], new ObjectName("public", "users"), ["id"])],
            Checks = [new Check("C", "(id > 0)")],
        };
        var to = Realm(Postgres, Users, bad).With(new Schema("Other"));
        Assert.Equal(["NM101", "NM102", "NM103", "NM104", "NM105", "NM106"],
            Codes(Postgres, Realm(Postgres, Users), to, settings).Order());
        Assert.Contains("NM103 at \"userId\": The name of column \"userId\" of table \"Posts\" doesn't match ^[a-z_]+$.",
            Plan(Postgres, Realm(Postgres, Users), to, settings));
        Assert.Empty(Codes(Postgres, Realm(Postgres, Users), to));
    }

    [Fact]
    public void OW101_and_OW102_find_tables_that_belong_to_others()
    {
        var to = Users with { Columns = [.. Users.Columns, Text("note", isNullable: true)] };
        var (before, after) = (Realm(Postgres, Users), Realm(Postgres, to));
        Assert.Equal(["OW101"], Codes(Postgres, before, after, new LintSettings { Ownership = new(["billing_*"], []) }));
        Assert.Equal(["OW102"], Codes(Postgres, before, after, new LintSettings { Ownership = new([], ["public.us*"]) }));
        Assert.Empty(Codes(Postgres, before, after, new LintSettings { Ownership = new(["public.*"], ["x"]) }));
    }

    [Fact]
    public void AT102_finds_an_index_that_another_makes_needless()
    {
        var to = Users with
        {
            Indexes = [Index("a", "name"), Index("b", "name"), Index("c", "name", "id"), Index("d", "id")],
        };
        Assert.Equal(
            [
                "AT102 at \"a\": Index \"a\" of table \"users\" does what index \"c\" does already; it costs space, and time at " +
                    "every write.",
                "AT102 at \"b\": Index \"b\" of table \"users\" does what index \"a\" does already; it costs space, and time at " +
                    "every write.",
                "AT102 at \"d\": Index \"d\" of table \"users\" does what the primary key does already; it costs space, and " +
                    "time at every write.",
            ],
            Plan(Postgres, Realm(Postgres), Realm(Postgres, to)));
        Assert.Empty(Codes(Postgres, Realm(Postgres), Realm(Postgres, Users with
        {
            Indexes = [Index("a", "name") with { IsUnique = true }, Index("c", "name", "id"), Index("p", "name") with { Predicate = "(id > 1)" }],
        })));
    }

    [Fact]
    public void AT103_finds_a_foreign_key_without_an_index()
    {
        var posts = Table("posts", Int("id"), Int("user_id")) with
        {
            ForeignKeys = [new ForeignKey("fk", ["user_id"], new ObjectName("public", "users"), ["id"])],
        };
        Assert.Equal(["AT103"], Codes(Postgres, Realm(Postgres), Realm(Postgres, Users, posts)));
        Assert.Empty(Codes(Postgres, Realm(Postgres),
            Realm(Postgres, Users, posts with { Indexes = [Index("i", "user_id", "id")] })));
    }
}
