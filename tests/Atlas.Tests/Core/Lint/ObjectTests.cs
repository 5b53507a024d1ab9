using Atlas.Core.Diff;
using Atlas.Core.Model;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

/// <summary>What the linter says of objects besides tables, and of who sees which rows.</summary>
public sealed class ObjectTests
{
    private static readonly Table Items = Table("items", Int("id"), Text("owner"));
    private static readonly Table Secured = Items with { Options = new() { IsRowSecured = true } };
    private static readonly Policy Own = new("own", "items") { Using = "(owner = CURRENT_USER)" };

    [Fact]
    public void A_dropped_sequence_loses_its_position() => Assert.Equal(
        ["AT108 at \"ticket_no\": Sequence \"ticket_no\" is dropped with its position: a new one begins anew."],
        Plan(Postgres, With(Items, new Sequence("ticket_no", new BuiltInType("bigint", []), new())), With(Items)));

    [Fact]
    public void A_dropped_view_or_type_breaks_programs_and_a_recreated_one_does_not()
    {
        var view = new View("named", "SELECT owner FROM items");
        var domain = new Domain("code", new BuiltInType("text", []));
        Assert.Equal(
            [
                "AT109 at \"code\": Domain \"code\" is dropped: programs that use it fail from then on.",
                "AT109 at \"named\": View \"named\" is dropped: programs that use it fail from then on.",
            ],
            Plan(Postgres, With(Items, view, domain), With(Items)).Order());
        Assert.Empty(Codes(Postgres, With(Items, domain), With(Items, domain with { Type = new BuiltInType("integer", []) })));
    }

    [Fact]
    public void A_renamed_object_breaks_programs() => Assert.Equal(
        ["AT110 at \"titled\": The view \"named\" is renamed to \"titled\": programs that use the old name fail from then on."],
        Plan(Postgres, With(Items, new View("named", "SELECT 1")), With(Items, new View("titled", "SELECT 1")), null, null,
            new Rename(RenameKind.Object, new("public", "titled"), "named", "titled") { Object = ObjectKind.View }));

    [Fact]
    public void Row_security_without_a_policy_hides_every_row()
    {
        Assert.Equal(
            ["AT111 at ROW: Row security of table \"items\" is on and no policy permits a row: all but its owner see an empty table."],
            Plan(Postgres, With(Items), With(Secured)));
        Assert.Equal(["AT111"], Codes(Postgres, With(Items), With(Secured, Own with { IsRestrictive = true })));
        Assert.Empty(Codes(Postgres, With(Items), With(Secured, Own)));
    }

    [Fact]
    public void What_protects_rows_and_goes_is_told()
    {
        Assert.Equal(
            ["AT112 at \"own\": Policy \"own\" of table \"items\" is dropped: rows that it permitted can't be seen any more."],
            Plan(Postgres, With(Secured, Own), With(Secured)));
        Assert.Equal(
            ["AT113 at ROW: Row security of table \"items\" is switched off: everybody with rights on the table sees every row."],
            Plan(Postgres, With(Secured, Own), With(Items, Own)));
        Assert.Empty(Codes(Postgres, With(Secured, Own), With(Secured, Own with { Command = "SELECT" })));
    }

    private static Realm With(Table table, params RealmObject[] objects)
    {
        var realm = Realm(Postgres, table);
        return realm.With(objects.Aggregate(realm.Schemas[0], (s, o) => s.With(o)));
    }
}
