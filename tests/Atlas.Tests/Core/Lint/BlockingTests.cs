using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

public sealed class BlockingTests
{
    private static readonly Table Users = Table("users", Int("id"), Text("name"), Int("age", isNullable: true));

    [Fact]
    public void PG101_and_PG102_find_indexes_that_are_built_and_dropped_in_place()
    {
        var indexed = Users with { Indexes = [Index("by_name", "name")] };
        var finding = Assert.Single(Report(Postgres, Realm(Postgres, Users), Realm(Postgres, indexed)).Findings);
        Assert.Equal("PG101", finding.Rule.Code);
        Assert.Equal("""CREATE INDEX CONCURRENTLY "by_name" ON "users" ("name");""", Assert.Single(finding.Fixes).NewText);
        Assert.Equal(["PG102"], Codes(Postgres, Realm(Postgres, indexed), Realm(Postgres, Users)));
        Assert.Empty(Codes(Postgres, Realm(Postgres), Realm(Postgres, indexed)));
        var concurrent = new DiffPolicy { ConcurrentIndexCreate = true, ConcurrentIndexDrop = true };
        Assert.Empty(Plan(Postgres, Realm(Postgres, Users), Realm(Postgres, indexed), null, concurrent));
        Assert.Empty(Plan(Postgres, Realm(Postgres, indexed), Realm(Postgres, Users), null, concurrent));
    }

    [Fact]
    public void PG104_and_PG105_find_constraints_whose_index_is_built_under_a_full_lock()
    {
        var bare = Users with { PrimaryKey = null };
        Assert.Equal(["PG104"], Codes(Postgres, Realm(Postgres, bare), Realm(Postgres, Users)));
        var unique = Users with { Indexes = [Index("u", "name") with { IsUnique = true, IsConstraint = true }] };
        Assert.Equal(["MF101", "PG105"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, unique)));
    }

    [Fact]
    public void PG110_finds_an_order_of_columns_that_wastes_space()
    {
        Column Flag(string name) => new(name, new BuiltInType("boolean", []), false);
        Column Big(string name) => new(name, new BuiltInType("bigint", []), false);
        var finding = Assert.Single(
            Report(Postgres, Realm(Postgres), Realm(Postgres, Table("t", Flag("a"), Big("b"), Flag("c"), Big("d")))).Findings);
        Assert.Equal("The order of the columns of table \"t\" wastes 8 bytes in every row.", finding.Message);
        Assert.Equal("Declare the columns in this order: b, d, a, c", finding.Fixes[0].Message);
        Assert.Empty(Codes(Postgres, Realm(Postgres), Realm(Postgres, Table("t", Big("b"), Big("d"), Flag("a"), Flag("c")))));
    }

    [Fact]
    public void PG301_PG302_and_PG303_find_columns_that_write_or_read_every_row()
    {
        var big = Users with { Columns = [new Column("id", new BuiltInType("bigint", []), false), Text("name"), Int("age", true)] };
        Assert.Equal(["PG301"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, big)));
        var random = Users with
        {
            Columns = [.. Users.Columns, Text("token") with { Default = new RawSql("(gen_random_uuid())::text") }],
        };
        Assert.Equal(["PG302"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, random)));
        var stamped = Users with { Columns = [.. Users.Columns, Text("made") with { Default = new RawSql("(now())::text") }] };
        Assert.Empty(Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, stamped)));
        var required = Users with { Columns = [Int("id"), Text("name"), Int("age")] };
        Assert.Equal(["MF104", "PG303"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, required)));
        var known = new Check("has_age", "(age IS NOT NULL)");
        Assert.Equal(["MF104"], Codes(Postgres, Realm(Postgres, Users with { Checks = [known] }),
            Realm(Postgres, required with { Checks = [known] })));
    }

    [Fact]
    public void PG305_and_PG306_find_constraints_that_read_every_row()
    {
        var check = Users with { Checks = [new Check("c", "(id > 0)")] };
        Assert.Equal(["PG305"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, check)));
        var posts = Table("posts", Int("id"), Int("user_id")) with { Indexes = [Index("i", "user_id")] };
        var bound = posts with { ForeignKeys = [new ForeignKey("fk", ["user_id"], new ObjectName("public", "users"), ["id"])] };
        Assert.Equal(["PG306"], Codes(Postgres, Realm(Postgres, Users, posts), Realm(Postgres, Users, bound)));
    }

    [Fact]
    public void AT104_finds_statements_that_keep_readers_of_a_large_table_waiting()
    {
        var check = Users with { Checks = [new Check("c", "(id > 0)")] };
        var statistics = new TableStatistics(
            [new(new ObjectName("public", "users"), new TableSize(1_234_567, 300 * 1024 * 1024))]);
        var report = Report(Postgres, Realm(Postgres, Users), Realm(Postgres, check), null, null, statistics);
        var finding = Assert.Single(report.Findings, f => f.Rule.Code == "AT104");
        Assert.Equal(
            "Table \"users\" has about 1,234,567 rows (300 MB), and its readers wait until all of them were gone through " +
                "(PG305).", finding.Message);
        Assert.True(report.HasErrors);
        Assert.False(Report(Postgres, Realm(Postgres, Users), Realm(Postgres, check),
            new LintSettings { LargeTableRows = 2_000_000 }, null, statistics).HasErrors);
    }
}
