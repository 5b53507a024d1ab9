using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Databases.Sqlite;
using Atlas.Hcl.Text;
using static Atlas.Tests.Core.Lint.Linted;

namespace Atlas.Tests.Core.Lint;

/// <summary>Hand-written files, replayed on a dev database or looked at as they are.</summary>
public sealed class FileTests
{
    private const string Users = "CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL, note text);";

    [Fact]
    public async Task A_change_is_found_in_the_statement_that_makes_it() => Assert.Equal(
        ["3: DS103 name", "5: DS102 posts"],
        await ReplayAsync(Users + "CREATE TABLE posts (id integer);",
            """
            -- A file of two changes.
            UPDATE users SET note = name;
            ALTER TABLE users DROP COLUMN name;

            DROP TABLE posts;
            """));

    [Fact]
    public async Task A_table_that_the_file_made_itself_is_no_loss() => Assert.Empty(
        await ReplayAsync(Users, "CREATE TABLE t (id integer); CREATE UNIQUE INDEX i ON t (id); DROP TABLE t;"));

    [Fact]
    public async Task A_table_that_is_dropped_and_made_again_loses_its_rows() => Assert.Equal(
        ["1: DS102 users"], await ReplayAsync(Users, "DROP TABLE users;\nCREATE TABLE users (id integer);\nDROP TABLE users;"));

    [Fact]
    public async Task A_rename_is_a_rename() => Assert.Equal(
        ["1: BC102 name", "2: BC101 users"],
        await ReplayAsync(Users, "ALTER TABLE users RENAME COLUMN name TO full_name;\nALTER TABLE users RENAME TO people;"));

    [Fact]
    public async Task A_table_that_is_built_anew_is_not_dropped() => Assert.Equal(
        ["2: DS103 CREATE TABLE new_users (id integer PRIMARY KEY, name text NOT NULL)"],
        await ReplayAsync(Users + "CREATE UNIQUE INDEX by_name ON users (name);",
            """
            PRAGMA foreign_keys = off;
            CREATE TABLE new_users (id integer PRIMARY KEY, name text NOT NULL);
            INSERT INTO new_users (id, name) SELECT id, name FROM users;
            DROP TABLE users;
            ALTER TABLE new_users RENAME TO users;
            CREATE UNIQUE INDEX by_name ON users (name);
            """));

    [Fact]
    public async Task Directives_silence_a_statement_or_a_file()
    {
        const string drop = "DROP TABLE users;";
        Assert.Empty(await ReplayAsync(Users, $"-- atlas:nolint\n{drop}"));
        Assert.Empty(await ReplayAsync(Users, $"-- atlas:nolint destructive\n{drop}"));
        Assert.Empty(await ReplayAsync(Users, $"-- atlas:nolint MF101 DS102\n\nSELECT 1;\n{drop}"));
        Assert.Equal(["2: DS102 users"], await ReplayAsync(Users, $"-- atlas:nolint DS103\n{drop}"));
        Assert.Equal(["2: DS102 users"], await ReplayAsync(Users, $"-- atlas:nolint\n{drop}",
            new LintSettings { ForcesDestructive = true }));
    }

    [Fact]
    public async Task A_refused_statement_is_shown_at_its_place()
    {
        var problem = await Assert.ThrowsAsync<DiagnosticException>(() => ReplayAsync(Users, "SELECT 1;\nDROP TABLE nobody;"));
        Assert.StartsWith("up.sql:2,1-18: The dev database refuses the statement; ", problem.Message);
    }

    [Fact]
    public void TX101_and_TX201_find_transactions_inside_the_file()
    {
        const string sql = "BEGIN;\nSAVEPOINT a;\nROLLBACK TO a;\nCOMMIT;";
        Assert.Equal(["1: TX101 BEGIN", "4: TX201 COMMIT"], Look(Sqlite, sql));
        Assert.Empty(Look(Sqlite, $"-- atlas:txmode none\n\n{sql}"));
    }

    [Fact]
    public void PG103_finds_concurrency_inside_a_transaction()
    {
        const string sql = "CREATE INDEX CONCURRENTLY i ON users (name)";
        Assert.Equal([$"1: PG103 {sql}"], Look(Postgres, $"{sql};"));
        Assert.Empty(Look(Postgres, $"-- atlas:txmode none\n\n{sql};"));
        Assert.Empty(Look(Postgres, "SELECT 'CREATE INDEX CONCURRENTLY';"));
    }

    [Fact]
    public void PG304_finds_a_primary_key_over_nullable_columns()
    {
        var from = Table("users", Int("n", isNullable: true));
        var to = Table("users", Int("n")) with { PrimaryKey = new PrimaryKey(["n"]) };
        Assert.Contains("1: PG304 PRIMARY", Changed(Postgres, "ALTER TABLE users ADD PRIMARY KEY (n);", from, to));
        Assert.DoesNotContain(Changed(Postgres, "ALTER TABLE users ALTER n SET NOT NULL, ADD PRIMARY KEY (n);", from, to),
            f => f.Contains("PG304"));
    }

    [Fact]
    public void Constraints_that_are_validated_later_block_nobody()
    {
        var bare = Table("users", Int("id"));
        var to = bare with { Checks = [new Check("c", "(id > 0)")] };
        Assert.Equal(["1: PG305 c"], Changed(Postgres, "ALTER TABLE users ADD CONSTRAINT c CHECK (id > 0);", bare, to));
        Assert.Empty(Changed(Postgres, "ALTER TABLE users VALIDATE CONSTRAINT c;", bare, to));
    }

    private static async Task<string[]> ReplayAsync(string before, string sql, LintSettings? settings = null)
    {
        await using var scratch = await new SqliteDriver().OpenScratchAsync(null, [], default);
        await scratch.ExecuteAsync(before, default);
        var pass = await MigrationReplay.RunAsync(scratch, SourceText.From("up.sql", sql), default);
        return Shown(Linter.Check(pass with { Settings = settings ?? LintSettings.Default }));
    }

    private static string[] Look(Dialect dialect, string sql) => Shown(Linter.Check(Of(dialect, sql, [], Realm(dialect))));

    private static string[] Changed(Dialect dialect, string sql, Table from, Table to)
    {
        var (before, after) = (Realm(dialect, from), Realm(dialect, to));
        return Shown(Linter.Check(Of(dialect, sql, Differ.Compare(before, after, [], DiffPolicy.Default), before, after)));
    }

    private static Pass Of(Dialect dialect, string sql, Seq<Change> changes, Realm before, Realm? after = null)
    {
        var file = LintedFile.Read(SourceText.From("up.sql", sql), dialect.SplitOptions);
        Seq<Step> steps = [.. changes.Select(c => new Step(c, file.Statements, before, after ?? before))];
        return new Pass(file.Source, file.Statements, steps, before, dialect) { Header = file.Header };
    }

    private static string[] Shown(LintReport report) =>
        [.. report.Findings.Select(f => $"{f.Line}: {f.Rule.Code} {f.Span.Text}")];
}
