using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Tests.Databases.Sqlite;

public sealed class ApplyTests
{
    [Fact]
    public async Task A_rebuild_keeps_rows_ids_and_the_sequence()
    {
        await using var database = await Lite.With(
            """
            CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a text, b int, g AS (b + 1), `we``ird "x"` int);
            INSERT INTO t (a, b) VALUES ('one', 1), (NULL, 2), ('three', 3), ('gone', 4);
            DELETE FROM t WHERE id IN (1, 4);
            """);
        var before = await database.Scalar("SELECT group_concat(id || a || b || g) FROM (SELECT id, ifnull(a, 'none') AS a, b, g FROM t ORDER BY id)");
        await database.Apply(await Lite.Inspect(
            "CREATE TABLE t (`we``ird \"x\"` int, b text, id INTEGER PRIMARY KEY AUTOINCREMENT, a text NOT NULL DEFAULT 'none', g AS (b + 1), n int NOT NULL DEFAULT (2 * 3))"));
        Assert.Equal(before, await database.Scalar("SELECT group_concat(id || a || b || g) FROM (SELECT * FROM t ORDER BY id)"));
        Assert.Equal("6", await database.Scalar("SELECT min(n) FROM t"));
        await database.ExecuteAsync("INSERT INTO t (b) VALUES ('5')", Lite.Token);
        Assert.Equal("5", await database.Scalar("SELECT max(id) FROM t"));
    }

    [Fact]
    public async Task The_sequence_of_an_emptied_table_is_kept()
    {
        await using var database = await Lite.With(
            "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a int); INSERT INTO t (a) VALUES (1), (2); DELETE FROM t");
        await database.Apply(await Lite.Inspect("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a int NOT NULL)"));
        await database.ExecuteAsync("INSERT INTO t (a) VALUES (1)", Lite.Token);
        Assert.Equal("3", await database.Scalar("SELECT id FROM t"));
    }

    [Fact]
    public async Task A_rebuilt_parent_keeps_its_children()
    {
        await using var database = await Lite.With(
            """
            CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int CONSTRAINT k REFERENCES p (id) ON DELETE CASCADE);
            INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1), (2);
            """);
        await database.Apply(await Lite.Inspect(
            "CREATE TABLE p (id int PRIMARY KEY, CHECK (id > 0)); CREATE TABLE c (p int CONSTRAINT k REFERENCES p (id) ON DELETE CASCADE)"));
        Assert.Equal("2", await database.Scalar("SELECT count(*) FROM c"));
    }

    [Fact]
    public async Task A_commit_that_leaves_rows_without_a_parent_fails_and_names_both_tables()
    {
        await using var database = await Lite.With(
            "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int); CREATE TABLE old (p int REFERENCES p); INSERT INTO c VALUES (7); INSERT INTO old VALUES (8)");
        var desired = await Lite.Inspect("CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p); CREATE TABLE old (p int REFERENCES p)");
        var failure = await Assert.ThrowsAsync<FailureException>(() => database.Apply(desired));
        Assert.StartsWith("1 row of table \"c\" would have no row in table \"p\"", failure.Message);
        await database.RollbackAsync();
        Assert.Empty((await database.Realm()).Schemas[0].Table("c")!.ForeignKeys);

        await database.ExecuteAsync("DELETE FROM c", Lite.Token);
        await database.Apply(desired);
        Assert.Equal(desired, await database.Realm());
    }

    [Fact]
    public async Task A_failed_statement_leaves_nothing_behind_after_the_rollback()
    {
        await using var database = await Lite.With("CREATE TABLE t (a int); INSERT INTO t VALUES (NULL)");
        var before = await database.Realm();
        var failure = await Assert.ThrowsAsync<DatabaseException>(async () => await database.Apply(await Lite.Inspect("CREATE TABLE t (a int NOT NULL)")));
        Assert.Equal("NOT NULL constraint failed: new_t.a", failure.Message);
        await database.RollbackAsync();
        Assert.Equal(before, await database.Realm());
        Assert.Equal("1", await database.Scalar("SELECT count(*) FROM t"));
    }

    [Fact]
    public async Task Renamed_tables_and_columns_keep_rows_and_references()
    {
        await using var database = await Lite.With(
            """
            CREATE TABLE p (id INTEGER PRIMARY KEY, a int UNIQUE CHECK (a > 0), self int REFERENCES p (a));
            CREATE TABLE c (x int REFERENCES p (a));
            INSERT INTO p VALUES (1, 10, 10); INSERT INTO c VALUES (10);
            """);
        var current = await database.Realm();
        Seq<Rename> renames = [new(RenameKind.Table, new("main", "q"), "p", "q"), new(RenameKind.Column, new("main", "q"), "a", "b")];
        var desired = Interpreter.Apply(
            [new RenameTable("main", "p", "q"), new ModifyTable("main", current.Schemas[0].Table("p")! with { Name = "q" }, new("q"), [new RenameColumn("a", "b")])], current);
        await database.Apply(desired, renames);
        Assert.Equal(desired, await database.Realm());
        Assert.Equal("1|10|10|10", await database.Scalar("SELECT id || '|' || b || '|' || self || '|' || x FROM q JOIN c ON x = b"));
    }

    [Fact]
    public async Task A_constraint_without_a_name_is_dropped_and_keeps_its_made_name()
    {
        await using var database = await Lite.With("CREATE TABLE t (a int UNIQUE, b int UNIQUE); INSERT INTO t VALUES (1, 2)");
        await database.Apply(await Lite.Inspect("CREATE TABLE t (a int, b int UNIQUE)"));
        Assert.Equal(["t_b"], (await database.Realm()).Schemas[0].Tables[0].Indexes.Select(i => i.Name));
        await database.Apply(await Lite.Inspect("CREATE TABLE t (a int, b int)"));
        Assert.Empty((await database.Realm()).Schemas[0].Tables[0].Indexes);
        Assert.Equal("2", await database.Scalar("SELECT b FROM t"));
    }

    [Fact]
    public async Task A_foreign_key_to_what_is_no_key_is_refused_at_the_commit()
    {
        await using var database = await Lite.With("CREATE TABLE p (a int); CREATE TABLE c (x int)");
        var failure = await Assert.ThrowsAsync<FailureException>(
            async () => await database.Apply(await Lite.Inspect("CREATE TABLE p (a int); CREATE TABLE c (x int REFERENCES p (a))")));
        Assert.Contains("foreign key mismatch", failure.Message);
    }

    [Fact]
    public async Task Expressions_follow_a_renamed_column_in_place()
    {
        await using var database = await Lite.With("CREATE TABLE t (a int CHECK (a > 0), b int AS (`a` * 2)); CREATE INDEX i ON t (a) WHERE a < 9");
        var desired = await Lite.Inspect("CREATE TABLE t (c int CHECK (c > 0), b int AS ([c] * 2)); CREATE INDEX i ON t (c) WHERE c < 9");
        var statements = await database.Apply(desired, new Rename(RenameKind.Column, new("main", "t"), "a", "c"));
        Assert.Equal(["ALTER TABLE `t` RENAME COLUMN `a` TO c"], statements.Select(s => s.Sql));
        Assert.Equal(desired, await database.Realm());
    }

    [Fact]
    public async Task Cancelling_interrupts_a_statement()
    {
        await using var database = await Lite.Open();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await database.BeginAsync(Lite.Token);
        await database.ExecuteAsync("CREATE TABLE t (a int)", Lite.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => database.ExecuteAsync(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) INSERT INTO t SELECT i FROM n WHERE i < 0", soon.Token));
        await database.RollbackAsync();
        Assert.Empty((await database.Realm()).Schemas[0].Tables);
    }

    [Fact]
    public async Task Queries_take_arguments_in_order()
    {
        await using var database = await Lite.Open();
        Assert.Equal([["a?", "2", "1.5", "1", null]], await database.QueryAsync("SELECT ? || '?', ?, ?, ?, ?", ["a", 2L, 1.5, true, null], Lite.Token));
    }
}
