using Atlas.Core.Model;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

public sealed class DataDependTests
{
    private static readonly Table Users = Table("users", Int("id"), Text("name"), Text("note", isNullable: true));

    [Fact]
    public void MF101_finds_a_unique_index_over_columns_that_have_values()
    {
        var to = Users with { Indexes = [Index("by_name", "name") with { IsUnique = true }] };
        Assert.Equal(
            ["MF101 at `by_name`: Unique index \"by_name\" fails when rows of table \"users\" have equal keys."],
            Plan(Sqlite, Realm(Sqlite, Users), Realm(Sqlite, to)));
        Assert.Equal(["MF101", "PG101"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, to)));
        Assert.Empty(Codes(Sqlite, Realm(Sqlite), Realm(Sqlite, to)));
    }

    [Fact]
    public void MF102_finds_an_index_that_becomes_unique()
    {
        var from = Users with { Indexes = [Index("by_name", "name")] };
        var to = Users with { Indexes = [Index("by_name", "name") with { IsUnique = true }] };
        Assert.Equal(["MF102"], Codes(Sqlite, Realm(Sqlite, from), Realm(Sqlite, to)));
    }

    [Fact]
    public void MF103_finds_a_required_column_without_a_default()
    {
        var to = Users with { Columns = [.. Users.Columns, Int("age")] };
        Assert.Equal(
            ["MF103 at \"age\": Column \"age\" is added to table \"users\" as NOT NULL without a default, which fails when " +
                "there are rows."],
            Plan(Postgres, Realm(Postgres, Users), Realm(Postgres, to)));
        Assert.Equal(["MF103"], Codes(Sqlite, Realm(Sqlite, Users), Realm(Sqlite, to)));
        var filled = Users with { Columns = [.. Users.Columns, Int("age") with { Default = new NumberLiteral("0") }] };
        Assert.Empty(Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, filled)));
    }

    [Fact]
    public void MF104_and_LT101_find_a_column_that_becomes_required_unless_it_is_filled_first()
    {
        var to = Users with { Columns = [Int("id"), Text("name"), Text("note")] };
        Assert.Equal(["MF104", "PG303"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, to)));
        Assert.Equal(["LT101"], Codes(Sqlite, Realm(Sqlite, Users), Realm(Sqlite, to)));
        var filled = Users with { Columns = [Int("id"), Text("name"), Text("note") with { Default = new StringLiteral("-") }] };
        Assert.Equal(["PG303"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, filled)));
        Assert.Empty(Codes(Sqlite, Realm(Sqlite, Users), Realm(Sqlite, filled)));
    }

    [Fact]
    public void AT105_finds_a_column_that_becomes_a_computed_one()
    {
        var to = Users with
        {
            Columns = [Int("id"), Text("name"), Text("note", isNullable: true) with { Generated = new Generated("name", true) }],
        };
        Assert.Contains("AT105", Codes(Sqlite, Realm(Sqlite, Users), Realm(Sqlite, to)));
    }

    [Fact]
    public void AT106_finds_a_type_that_values_may_not_fit()
    {
        var to = Users with { Columns = [Int("id"), Text("name"), Int("note", isNullable: true)] };
        Assert.Equal(["AT106", "PG301"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, to)));
        Assert.Equal(["AT106"], Codes(Sqlite, Realm(Sqlite, Users with { IsStrict = true }),
            Realm(Sqlite, to with { IsStrict = true })));
        Assert.Empty(Codes(Sqlite, Realm(Sqlite, Users), Realm(Sqlite, to)));
    }

    [Fact]
    public void AT107_finds_constraints_that_copied_rows_may_break()
    {
        var to = Users with { Checks = [new Check("c", "id > 0")] };
        Assert.Equal(["AT107"], Codes(Sqlite, Realm(Sqlite, Users), Realm(Sqlite, to)));
    }
}
