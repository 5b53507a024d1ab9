using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Tests.TestDialect;

namespace Atlas.Tests.Core.Planning;

public sealed class PlannerTests
{
    private static readonly ColumnType Int = new BuiltInType("int", []);
    private static readonly Realm Nothing = Realm.Empty.With(new Schema("main"));

    [Fact]
    public void No_changes_are_an_empty_plan()
    {
        var plan = Plan(Nothing, Nothing);
        Assert.True(plan.IsEmpty);
        Assert.Equal(plan.From, plan.To);
    }

    [Fact]
    public void A_referenced_table_is_made_first_and_dropped_last()
    {
        var both = With(Table("a", Key("fk", "b")), Table("b"));
        Assert.Equal(["AddTable b", "AddTable a"], Steps(Plan(Nothing, both)));
        Assert.Equal(["DropTable a", "DropTable b"], Steps(Plan(both, Nothing)));
    }

    [Fact]
    public void A_circle_of_tables_loses_one_foreign_key_until_all_are_there()
    {
        var both = With(Table("a", Key("fk", "b"), Key("self", "a")), Table("b", Key("fk", "a")));
        var plan = Plan(Nothing, both);
        Assert.Equal(["AddTable a", "AddTable b", "ModifyTable a: AddForeignKey"], Steps(plan));
        Assert.Equal("self", Assert.Single(((AddTable)plan.Changes[0]).Table.ForeignKeys).Name);
        Assert.Equal(["ModifyTable a: DropForeignKey", "DropTable b", "DropTable a"], Steps(Plan(both, Nothing)));
    }

    [Fact]
    public void Three_tables_that_all_refer_to_one_another_are_cut_as_often_as_needed()
    {
        var all = With(
            Table("a", Key("x", "b"), Key("y", "c")), Table("b", Key("x", "a"), Key("y", "c")), Table("c", Key("x", "a"), Key("y", "b")));
        var plan = Plan(Nothing, all);
        Assert.Equal(Fingerprints.Of(all, false, []), plan.To);
        Assert.Equal(3, plan.Changes.OfType<AddTable>().Count());
    }

    [Fact]
    public void Indexes_that_exchange_names_are_dropped_before_they_are_built()
    {
        var current = With(Indexed("a", "x"), Indexed("b", "y"));
        var desired = With(Indexed("a", "y"), Indexed("b", "x"));
        Assert.Equal(
            ["ModifyTable a: DropIndex", "ModifyTable b: DropIndex, AddIndex", "ModifyTable a: AddIndex"], Steps(Plan(current, desired)));
    }

    [Fact]
    public void A_name_is_taken_after_it_is_free() => Assert.Equal(
        ["DropTable x", "AddEnum x"],
        Steps(Plan(With(Table("x")), Realm.Empty.With(new Schema("main") { Enums = [new("x", ["v"])] }))));

    [Fact]
    public void Schemas_whose_tables_use_one_anothers_types_are_emptied_before_they_are_dropped()
    {
        var realm = Realm.Empty
            .With(new Schema("a") { Enums = [new("e", ["v"])] }.With(new Table("t") { Columns = [new("c", new EnumReference(new("b", "e")), true)] }))
            .With(new Schema("b") { Enums = [new("e", ["v"])] }.With(new Table("t") { Columns = [new("c", new EnumReference(new("a", "e")), true)] }));
        Assert.Equal(["DropTable t", "DropSchema b", "DropSchema a"], Steps(Plan(realm, Realm.Empty)));
    }

    [Fact]
    public void Names_that_wait_for_one_another_are_refused_with_the_remedy()
    {
        var current = With(Table("a") with { Indexes = [new("b", [new() { Column = "id" }])] });
        var desired = With(Table("b"));
        var changes = Differ.Compare(current, desired, [new(RenameKind.Table, new("main", "b"), "a", "b")], DiffPolicy.Default);
        var thrown = Assert.Throws<FailureException>(() =>
            Planner.Plan(current, desired, changes, new PlainDialect(), Naming.Qualified, DiffPolicy.Default, []));
        Assert.Contains("in two steps", thrown.Message);
    }

    [Fact]
    public void All_refusals_are_shown_together()
    {
        var dialect = new PlainDialect { Refuses = c => c is AddTable add ? $"Table \"{add.Table.Name}\" can't be made." : null };
        var desired = With(Table("a"), Table("b"));
        var changes = Differ.Compare(Nothing, desired, [], DiffPolicy.Default);
        var thrown = Assert.Throws<FailureException>(() =>
            Planner.Plan(Nothing, desired, changes, dialect, Naming.Qualified, DiffPolicy.Default, []));
        Assert.Equal("2 changes can't be made:\n  - Table \"a\" can't be made.\n  - Table \"b\" can't be made.", thrown.Message);
    }

    [Fact]
    public void A_plan_carries_the_hazards_of_its_statements() =>
        Assert.Equal(HazardKind.DataLoss, Assert.Single(Assert.Single(Plan(With(Table("a")), Nothing).Statements).Hazards).Kind);

    [Fact]
    public void A_plan_that_leaves_something_out_arrives_where_it_really_arrives()
    {
        var (current, desired) = (With(Table("a")), With(Table("b")));
        var policy = new DiffPolicy { Skip = ["drop_table"] };
        var plan = Planner.Plan(
            current, desired, Differ.Compare(current, desired, [], policy), new PlainDialect(), Naming.Qualified, policy, []);
        Assert.Equal(Fingerprints.Of(With(Table("a"), Table("b")), false, []), plan.To);
    }

    [Fact]
    public void A_plan_is_shown_under_sentences()
    {
        var plan = Plan(Nothing, With(Table("a\nDROP")));
        Assert.Equal(
            "-- Create \"a DROP\" table\nCREATE TABLE \"main\".\"a\nDROP\" (\n  \"id\" int NOT NULL\n);\n",
            PlanText.Of(plan, new PlainDialect().SplitOptions));
        Assert.Equal(
            "-- Create \"a DROP\" table\nCREATE TABLE \"main\".\"a\nDROP\" (\"id\" int NOT NULL);\n",
            PlanText.Of(plan, new PlainDialect().SplitOptions, ""));
        Assert.Equal(
            "-- Create \"a DROP\" table\nCREATE TABLE \"main\".\"a\nDROP\" (\n\t\"id\" int NOT NULL\n);\n",
            PlanText.Of(plan, new PlainDialect().SplitOptions, "\t"));
    }

    [Fact]
    public void A_long_chain_and_a_large_circle_are_ordered_in_time()
    {
        var tables = Enumerable.Range(0, 600).Select(i => Table($"t{i:000}", Key("fk", $"t{(i + 1) % 600:000}"))).ToArray();
        var plan = Plan(Nothing, With(tables));
        Assert.Equal(601, plan.Changes.Count);
        Assert.Equal(601, Plan(With(tables), Nothing).Changes.Count);
    }

    private static Plan Plan(Realm current, Realm desired) => Planner.Plan(
        current, desired, Differ.Compare(current, desired, [], DiffPolicy.Default), new PlainDialect(), Naming.Qualified, DiffPolicy.Default, []);

    private static Realm With(params Table[] tables) => tables.Aggregate(Nothing, (r, t) => r.With(r.Schemas[0].With(t)));

    private static Table Table(string name, params ForeignKey[] keys) => new(name)
    {
        Columns = [new("id", Int, false)],
        PrimaryKey = new(["id"]),
        ForeignKeys = [.. keys],
    };

    private static Table Indexed(string name, string index) => Table(name) with { Indexes = [new(index, [new() { Column = "id" }])] };

    private static ForeignKey Key(string name, string table) => new(name, ["id"], new("main", table), ["id"]);

    private static IEnumerable<string> Steps(Plan plan) => plan.Changes.Select(c => c switch
    {
        AddTable x => $"AddTable {x.Table.Name}",
        DropTable x => $"DropTable {x.Table.Name}",
        AddEnum x => $"AddEnum {x.Enum.Name}",
        DropSchema x => $"DropSchema {x.Schema.Name}",
        ModifyTable x => $"ModifyTable {x.From.Name}: {string.Join(", ", x.Changes.Select(s => s.GetType().Name))}",
        _ => c.GetType().Name,
    });
}
