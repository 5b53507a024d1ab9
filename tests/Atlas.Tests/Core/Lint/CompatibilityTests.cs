using Atlas.Core.Diff;
using Atlas.Core.Model;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

public sealed class CompatibilityTests
{
    private static readonly Table Users = Table("users", Int("id"), Text("name"));

    private static readonly Table Posts = Table("posts", Int("id"), Int("user_id")) with
    {
        ForeignKeys = [new ForeignKey("by_user", ["user_id"], new ObjectName("public", "users"), ["id"])],
        Indexes = [Index("posts_user", "user_id")],
        Checks = [new Check("positive", "(id > 0)")],
    };

    [Fact]
    public void BC101_and_BC102_find_renames()
    {
        var people = Users with { Name = "people", Columns = [Int("id"), Text("full_name")] };
        Assert.Equal(
            [
                "BC101 at \"users\": Table \"users\" is renamed to \"people\", which breaks programs that use the old name.",
                "BC102 at \"name\": Column \"name\" of table \"people\" is renamed to \"full_name\", which breaks programs " +
                    "that use the old name.",
            ],
            Plan(Postgres, Realm(Postgres, Users), Realm(Postgres, people), null, null,
                new Rename(RenameKind.Table, new ObjectName("public", "people"), "users", "people"),
                new Rename(RenameKind.Column, new ObjectName("public", "people"), "name", "full_name")));
    }

    [Fact]
    public void AT101_finds_a_drop_and_an_add_that_look_like_a_rename()
    {
        var to = Users with { Columns = [Int("id"), Text("full_name")] };
        Assert.Equal(["AT101", "DS103", "MF103"], Codes(Postgres, Realm(Postgres, Users), Realm(Postgres, to)).Order());
        Assert.Contains(
            "AT101 at \"users\": Table \"users\" is dropped and table \"people\" of the same columns is added: a rename would " +
                "keep the rows.",
            Plan(Postgres, Realm(Postgres, Users), Realm(Postgres, Users with { Name = "people" })));
    }

    [Fact]
    public void CD101_CD102_and_CD103_find_constraints_that_go_while_their_columns_stay()
    {
        var to = Posts with { ForeignKeys = [], Checks = [], PrimaryKey = null };
        Assert.Equal(["CD101", "CD102", "CD103"],
            Codes(Postgres, Realm(Postgres, Users, Posts), Realm(Postgres, Users, to)).Order());
        // The foreign key goes with its column.
        Assert.DoesNotContain("CD101", Codes(Postgres, Realm(Postgres, Users, Posts),
            Realm(Postgres, Users, Posts with { Columns = [Int("id")], ForeignKeys = [], Indexes = [] })));
    }
}
