using Atlas.Core.Dialects;
using Atlas.Core.Migrations;
using Atlas.Core.Plans;

namespace Atlas.Tests.Core.Plans;

public sealed class PlanSqlTests
{
    private static readonly SplitOptions Options = new() { DollarQuotes = true };

    [Fact]
    public void Statements_keep_their_text_and_take_their_comment()
    {
        var sql = Read("-- Create \"users\" table\nCREATE TABLE users (\n  id int\n);\nUPDATE users SET id = 1;\n");

        Assert.Equal(["CREATE TABLE users (\n  id int\n)", "UPDATE users SET id = 1"], sql.Statements.Select(s => s.Sql));
        Assert.Equal(["create \"users\" table", "statement of line 5"], sql.Statements.Select(s => s.Comment));
        Assert.False(sql.IsWithoutTransaction);
    }

    [Fact]
    public void The_header_says_that_there_is_no_transaction()
    {
        var sql = Read("-- atlas:nolint destructive\n-- atlas:txmode none\n\n-- Index\nCREATE INDEX i ON t (a);\n");

        Assert.True(sql.IsWithoutTransaction);
        Assert.All(sql.Statements, s => Assert.True(s.IsOutsideTransaction));
    }

    [Fact]
    public void Assertions_are_apart_from_statements()
    {
        var sql = Read("-- atlas:assert oneof\n\n-- The table is empty\n-- atlas:assert DS102\nSELECT NOT EXISTS (SELECT 1 FROM t);\nDROP TABLE t;\n");

        Assert.Equal("the table is empty", Assert.Single(sql.Assertions).Comment);
        Assert.True(sql.IsOneAssertionEnough);
        Assert.Equal("DROP TABLE t", Assert.Single(sql.Statements).Sql);
    }

    [Fact]
    public void Another_delimiter_serves_bodies()
    {
        var sql = Read("-- atlas:delimiter \\n---\n\nSELECT 1; SELECT 2\n---\nSELECT 3\n---\n");

        Assert.Equal(["SELECT 1; SELECT 2", "SELECT 3"], sql.Statements.Select(s => s.Sql));
    }

    [Theory]
    [InlineData("", "holds no statement")]
    [InlineData("-- atlas:txmode none\nSELECT 1;\n", "must stand in the header")]
    [InlineData("-- atlas:txmode all\n\nSELECT 1;\n", "unknown txmode \"all\"")]
    [InlineData("-- atlas:frob\n\nSELECT 1;\n", "no directive atlas:frob")]
    [InlineData("SELECT 1;\n-- atlas:assert\nSELECT 2;\n", "assertions are asked before the first statement")]
    [InlineData("SELECT 1;\n/* x */ commit;\n", "COMMIT begins or ends a transaction")]
    public void What_can_not_be_run_is_refused(string migration, string reason) =>
        Assert.Contains(reason, Assert.Throws<FailureException>(() => Read(migration)).Message);

    private static PlanSql Read(string migration) => PlanSql.Read("p", migration, Options);
}
