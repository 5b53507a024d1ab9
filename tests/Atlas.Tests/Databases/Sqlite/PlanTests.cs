using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Tests.Databases.Sqlite;

public sealed class PlanTests
{
    private static readonly Table Users = new("users")
    {
        Columns = [new("id", new BuiltInType("integer", []), false), new("name", new BuiltInType("varchar", [255]), true) { Default = new StringLiteral("it's") }],
        PrimaryKey = new(["id"]),
    };

    [Fact]
    public void A_table_is_created_as_it_reads() => Assert.Equal(
        """
        CREATE TABLE `users` (
          `id` integer NOT NULL,
          `name` varchar(255) NULL DEFAULT 'it''s',
          PRIMARY KEY (`id`),
          CONSTRAINT `fk` FOREIGN KEY (`id`) REFERENCES `t` (`x`) ON UPDATE CASCADE ON DELETE SET NULL,
          CHECK (name <> ''),
          CONSTRAINT `c` CHECK (id > 0)
        ) STRICT
        """.ReplaceLineEndings("\n"),
        Lite.Dialect.Write(
            new AddTable("main", Users with
            {
                IsStrict = true,
                ForeignKeys = [new("fk", ["id"], new("main", "t"), ["x"]) { OnUpdate = ReferentialAction.Cascade, OnDelete = ReferentialAction.SetNull }],
                Checks = [new(null, "name <> ''"), new("c", "id > 0")],
            }), Context())[0].Sql);

    [Fact]
    public void Auto_increment_stands_behind_its_column() => Assert.Equal(
        "CREATE TABLE `t` (\n  `id` integer NOT NULL PRIMARY KEY AUTOINCREMENT\n)",
        Lite.Dialect.Write(new AddTable("main", new Table("t")
        {
            Columns = [new("id", new BuiltInType("integer", []), false) { IsAutoIncrement = true }],
            PrimaryKey = new(["id"]),
        }), Context())[0].Sql);

    [Fact]
    public async Task A_plain_column_is_added_in_place()
    {
        var statements = await Plan("CREATE TABLE t (a int)", "CREATE TABLE t (a int, b text NOT NULL DEFAULT 'x')");
        Assert.Equal([new Statement("ALTER TABLE `t` ADD COLUMN `b` text NOT NULL DEFAULT 'x'", "add column \"b\" to table: \"t\"")], statements);
    }

    [Theory]
    [InlineData("b datetime DEFAULT CURRENT_TIMESTAMP")]
    [InlineData("b int DEFAULT (1 + 2)")]
    [InlineData("b int NOT NULL")]
    [InlineData("b int AS (a) STORED")]
    public async Task Columns_that_ALTER_cannot_add_make_a_rebuild(string column) => Assert.Equal(
        [
            "disable the enforcement of foreign-keys constraints",
            "create \"new_t\" table",
            "copy rows from old table \"t\" to new temporary table \"new_t\"",
            "drop \"t\" table after copying rows",
            "rename temporary table \"new_t\" to \"t\"",
            "create index \"i\" to table: \"t\"",
            "enable back the enforcement of foreign-keys constraints",
        ],
        (await Plan("CREATE TABLE t (a int); CREATE INDEX i ON t (a)", $"CREATE TABLE t (a int, {column}); CREATE INDEX i ON t (a)")).Select(s => s.Comment));

    [Fact]
    public async Task The_only_column_is_replaced_by_adding_first() => Assert.Equal(
        ["ALTER TABLE `t` ADD COLUMN `b` int NULL", "ALTER TABLE `t` DROP COLUMN `a`"],
        (await Plan("CREATE TABLE t (a int)", "CREATE TABLE t (b int)")).Select(s => s.Sql));

    [Fact]
    public async Task A_dropped_table_and_column_lose_data()
    {
        var statements = await Plan("CREATE TABLE t (a int, b int); CREATE TABLE gone (a int)", "CREATE TABLE t (a int)");
        Assert.Equal(
            ["Column \"b\" of table \"t\" is dropped with its values.", "Table \"gone\" is dropped with its rows."],
            statements.SelectMany(s => s.Hazards).Where(h => h.Kind == HazardKind.DataLoss).Select(h => h.Message).Order());
        Assert.Contains("ALTER TABLE `t` DROP COLUMN `b`", statements.Select(s => s.Sql));
    }

    [Fact]
    public async Task A_unique_index_and_a_lost_null_depend_on_the_data()
    {
        var statements = await Plan("CREATE TABLE t (a int, b int)", "CREATE TABLE t (a int NOT NULL, b int); CREATE UNIQUE INDEX u ON t (b)");
        Assert.Equal(
            [
                "Column \"a\" of table \"t\" becomes NOT NULL, which fails when a row has no value there.",
                "Unique index \"u\" fails when rows of table \"t\" have equal keys.",
            ],
            statements.SelectMany(s => s.Hazards).Where(h => h.Kind == HazardKind.DataDependent).Select(h => h.Message));
    }

    [Fact]
    public async Task A_new_foreign_key_depends_on_the_data() => Assert.Contains(
        new Hazard(HazardKind.DataDependent, "Foreign key \"k\" of table \"t\" fails when a row has no parent in table \"p\"."),
        (await Plan(
            "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int)",
            "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int CONSTRAINT k REFERENCES p)")).SelectMany(s => s.Hazards));

    [Fact]
    public async Task A_null_is_filled_with_the_default_before_it_is_forbidden()
    {
        var statements = await Plan("CREATE TABLE t (a int)", "CREATE TABLE t (a int NOT NULL DEFAULT 7)");
        Assert.Contains("INSERT INTO `new_t` (`a`) SELECT IFNULL(`a`, 7) AS `a` FROM `t`", statements.Select(s => s.Sql));
        Assert.DoesNotContain(statements.SelectMany(s => s.Hazards), h => h.Kind == HazardKind.DataDependent);
    }

    [Fact]
    public async Task What_an_unmanaged_object_depends_on_is_neither_dropped_nor_rebuilt()
    {
        await using var database = await Lite.With(
            "CREATE TABLE t (a int); CREATE TABLE u (a int); CREATE TABLE w (a int UNIQUE ON CONFLICT IGNORE); CREATE VIEW v (x, y) AS SELECT * FROM t JOIN u");
        var found = await database.InspectAsync([], Lite.Token);
        var refusals = Refusals(found, await Lite.Inspect("CREATE TABLE t (a int NOT NULL); CREATE TABLE w (a int, b int)"));
        Assert.Collection(
            refusals.Order(StringComparer.Ordinal),
            r => Assert.StartsWith("Table \"w\" has a conflict clause", r),
            r => Assert.StartsWith("The view with names of columns \"v\" depends on table \"t\", which the plan rebuilds", r),
            r => Assert.StartsWith("The view with names of columns \"v\" depends on table \"u\", which the plan drops", r));
        Assert.Empty(Refusals(found, await Lite.Inspect("CREATE TABLE t (a int, c int); CREATE TABLE u (a int); CREATE UNIQUE INDEX i ON u (a); CREATE TABLE w (a int UNIQUE)")));
    }

    [Fact]
    public void What_SQLite_cannot_do_is_refused_with_a_remedy()
    {
        Assert.Contains("SQLite has no enums", Lite.Dialect.Refusal(new AddEnum("main", new("mood", ["a"]))));
        Assert.Contains("has the enum \"mood\"", Lite.Dialect.Refusal(Add(Users with { Columns = [new("m", new EnumReference(new("main", "mood")), true)] })));
        Assert.Contains("One", Lite.Dialect.Refusal(new AddSchema(new("other"))), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("strict table", Lite.Dialect.Refusal(Add(Users with { IsStrict = true })));
        Assert.Contains("auto_increment", Lite.Dialect.Refusal(Add(Users with { PrimaryKey = null, Columns = [Users.Columns[0] with { IsAutoIncrement = true }] })));
        Assert.Contains("twice", Lite.Dialect.Refusal(Add(Users with { Columns = [Users.Columns[0], Users.Columns[1] with { Name = "ID" }] })));
        Assert.Contains("Remove `include`", Lite.Dialect.Refusal(Add(Users with { Indexes = [new("i", [new() { Column = "id" }]) { Include = ["name"] }] })));
        Assert.Null(Lite.Dialect.Refusal(Add(Users)));
    }

    [Fact]
    public void What_SQLite_cannot_store_is_no_difference() => Assert.Equal(
        Lite.Dialect.Canonicalize(Realm.Empty.With(new Schema("main") { Tables = [Users] })),
        Lite.Dialect.Canonicalize(Realm.Empty.With(new Schema("main")
        {
            Comment = "a",
            Tables = [Users with { Comment = "b", PrimaryKey = new(["id"]) { Name = "pk" }, Columns = [Users.Columns[0] with { Comment = "c" }, Users.Columns[1] with { Default = new RawSql("'it''s'"), Type = new RawType("VARCHAR (255)") }] }],
        })));

    [Theory]
    [InlineData("varchar(255)", "varchar", 255)]
    [InlineData("UNSIGNED BIG INT", "unsigned_big_int")]
    [InlineData("double  precision", "double_precision")]
    [InlineData("", "blob")]
    public void Types_have_words(string sql, string word, params int[] arguments) =>
        Assert.Equal(new BuiltInType(word, [.. arguments]), Lite.Dialect.TypeFromSql(sql));

    [Theory]
    [InlineData("CHAR ( 3 )", "char(3)")]
    [InlineData("varchar(max)", "varchar(max)")]
    [InlineData("timestamp", "timestamp")]
    public void Other_types_keep_their_text(string sql, string text) => Assert.Equal(new RawType(text), Lite.Dialect.TypeFromSql(sql));

    private static AddTable Add(Table table) => new("main", table);

    private static WriteContext Context() => new(Naming.Unqualified, Realm.Empty, Realm.Empty, DiffPolicy.Default);

    private static async Task<Seq<Statement>> Plan(string current, string desired) => Lite.Write(await Lite.Inspect(current), await Lite.Inspect(desired));

    private static Seq<string> Refusals(Inspection found, Realm desired) =>
        UnmanagedGuard.Refusals(Differ.Compare(found.Realm, desired, [], DiffPolicy.Default), found.Unmanaged, Lite.Dialect);
}
