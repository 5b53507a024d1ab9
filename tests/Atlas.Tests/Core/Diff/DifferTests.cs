using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Tests.Core.Diff;

public sealed class DifferTests
{
    private static readonly ColumnType Int = new BuiltInType("int", []);
    private static readonly Table Users = new("users")
    {
        Columns = [new("id", Int, false), new("first_name", Int, true)],
        PrimaryKey = new(["id"]),
        Indexes = [new("by_name", [new() { Column = "first_name" }])],
        Checks = [new("c", "(first_name <> 'first_name')")],
    };

    [Fact]
    public void A_dropped_column_is_reported() => Assert.Equal(
        [new DropIndex(Users.Indexes[0]), new DropCheck(Users.Checks[0]), new DropColumn(Users.Columns[1])],
        Steps(Users, Users with { Columns = [Users.Columns[0]], Indexes = [], Checks = [] }).OrderBy(s => s is DropIndex ? 0 : s is DropCheck ? 1 : 2));

    [Fact]
    public void The_order_of_columns_is_no_difference() =>
        Assert.Empty(Differ.Compare(In(Users), In(Users with { Columns = Users.Columns.Reverse().ToSeq() }), [], DiffPolicy.Default));

    [Fact]
    public void Checks_without_a_name_are_matched_by_what_they_say()
    {
        var from = Users with { Checks = [new(null, "(a)"), new(null, "(b)"), new(null, "(b)")] };
        var to = Users with { Checks = [new(null, "(b)"), new(null, "(c)")] };
        Assert.Equal([new DropCheck(new(null, "(a)")), new DropCheck(new(null, "(b)")), new AddCheck(new(null, "(c)"))], Steps(from, to));
    }

    [Fact]
    public void A_renamed_column_takes_keys_indexes_checks_and_references_along()
    {
        var posts = new Table("posts")
        {
            Columns = [new("author", Int, true)],
            ForeignKeys = [new("fk", ["author"], new("main", "users"), ["id"])],
        };
        var current = In(Users, posts);
        var desired = In(
            new Table("people")
            {
                Columns = [new("user id", Int, false), new("name", Int, true)],
                PrimaryKey = new(["user id"]),
                Indexes = [new("names", [new() { Column = "name" }])],
                Checks = [new("c", "(name <> 'first_name')")],
            },
            posts with { ForeignKeys = [new("fk", ["author"], new("main", "people"), ["user id"])] });
        var people = new ObjectName("main", "people");
        Seq<Rename> renames =
        [
            new(RenameKind.Index, people, "by_name", "names"), new(RenameKind.Column, people, "first_name", "name"),
            new(RenameKind.Column, people, "id", "user id"), new(RenameKind.Table, people, "users", "people"),
        ];

        var changes = Differ.Compare(current, desired, renames, DiffPolicy.Default);
        Assert.Equal(new RenameTable("main", "users", "people"), changes[0]);
        Assert.Equal(
            [new RenameColumn("first_name", "name"), new RenameColumn("id", "user id"), new RenameIndex("by_name", "names")],
            Assert.IsType<ModifyTable>(changes[1]).Changes);
        Assert.Equal(2, changes.Count);
        Assert.Equal(desired, Interpreter.Apply(changes, current));
        Assert.Empty(Differ.Compare(desired, desired, renames, DiffPolicy.Default));
    }

    [Theory]
    [InlineData("a > 0", "b > 0")]
    [InlineData("\"a\" > 0 AND t.a < 'a'", "\"b\" > 0 AND t.b < 'a'")]
    [InlineData("a(a) + x::a + a.x + aa", "a(b) + x::a + a.x + aa")]
    [InlineData("$$a$$ || A", "$$a$$ || b")]
    public void Expressions_follow_a_renamed_column(string before, string after)
    {
        var table = new Table("t") { Columns = [new("a", Int, false)], Checks = [new("c", before)] };
        Assert.Equal(after, Interpreter.Apply([new RenameColumn("a", "b")], table).Checks[0].Expression);
    }

    [Fact]
    public void A_rename_whose_old_name_is_still_wanted_is_refused() => Assert.Contains("both are in the desired schema", Refused(
        In(Users), In(Users, Users with { Name = "people", Indexes = [] })));

    [Fact]
    public void A_rename_to_what_is_there_already_is_refused() => Assert.Contains("both are in the database", Refused(
        In(Users, Users with { Name = "people", Indexes = [] }), In(Users with { Name = "people" })));

    [Theory]
    [InlineData("drop_column")]
    [InlineData("modify_table")]
    public void Skipped_changes_are_left_out_and_named(string word)
    {
        var desired = Users with { Columns = [Users.Columns[0]], Indexes = [], Checks = [], Comment = "x" };
        var found = Differ.Find(In(Users), In(desired), [], new() { Skip = [word] });
        Assert.True(found.IsPartial);
        Assert.DoesNotContain(found.Changes.OfType<ModifyTable>().SelectMany(m => m.Changes), c => c is DropColumn);
        Assert.Equal(In(desired), Interpreter.Apply([.. found.Changes, .. found.Skipped], In(Users)));
    }

    [Fact]
    public void What_needs_a_skipped_addition_is_skipped_with_it()
    {
        var posts = new Table("posts") { Columns = [new("id", Int, true)], ForeignKeys = [new("fk", ["id"], new("main", "users"), ["id"])] };
        var found = Differ.Find(Realm.Empty, In(Users, posts), [], new() { Skip = ["add_schema"] });
        Assert.Empty(found.Changes);
        Assert.Equal(3, found.Skipped.Count);

        var grown = posts with { Columns = [.. posts.Columns, new("x", Int, true)], Indexes = [new("by_x", [new() { Column = "x" }])] };
        Assert.Empty(Differ.Compare(In(posts), In(grown), [], new() { Skip = ["add_column"] }));
    }

    [Fact]
    public void A_skipped_rename_leaves_the_old_name_and_its_rows()
    {
        var found = Differ.Find(
            In(Users), In(Users with { Name = "people", Comment = "x" }), [new(RenameKind.Table, new("main", "people"), "users", "people")],
            new() { Skip = ["rename_table"] });
        Assert.Equal(In(Users with { Comment = "x" }), Interpreter.Apply(found.Changes, In(Users)));
        Assert.Equal([new RenameTable("main", "users", "people")], found.Skipped);
    }

    [Fact]
    public void A_realm_is_bound_to_another_schema_wherever_it_says_so()
    {
        var realm = Realm.Empty.With(new Schema("a") { Enums = [new("e", ["v"])] }.With(new Table("t")
        {
            Columns = [new("c", new ArrayType(new EnumReference(new("a", "e"))), true), new("d", new EnumReference(new("other", "e")), true)],
            ForeignKeys = [new("fk", ["c"], new("a", "t"), ["c"])],
        }));
        var bound = Realms.Rebind(realm, "b");
        Assert.Equal("b", Assert.Single(bound.Schemas).Name);
        var table = bound.Table(new("b", "t"))!;
        Assert.Equal(new ArrayType(new EnumReference(new("b", "e"))), table.Columns[0].Type);
        Assert.Equal(new EnumReference(new("other", "e")), table.Columns[1].Type);
        Assert.Equal(new("b", "t"), table.ForeignKeys[0].References);
        Assert.Equal(realm, Realms.Rebind(bound, "a"));
    }

    private static string Refused(Realm current, Realm desired) => Assert.Throws<FailureException>(() => Differ.Compare(
        current, desired, [new(RenameKind.Table, new("main", "people"), "users", "people")], DiffPolicy.Default)).Message;

    private static Seq<TableChange> Steps(Table from, Table to) =>
        Assert.IsType<ModifyTable>(Assert.Single(Differ.Compare(In(from), In(to), [], DiffPolicy.Default))).Changes;

    private static Realm In(params Table[] tables) =>
        tables.Aggregate(Realm.Empty.With(new Schema("main")), (r, t) => r.With(r.Schemas[0].With(t)));
}
