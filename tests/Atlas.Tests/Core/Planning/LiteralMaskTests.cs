using Atlas.Core.Migrations;
using Atlas.Core.Planning;

namespace Atlas.Tests.Core.Planning;

public sealed class LiteralMaskTests
{
    private static readonly SplitOptions Postgres = new() { DollarQuotes = true, EscapeStrings = true, NestedComments = true };

    [Theory]
    [InlineData("UPDATE users SET name = 'it''s', age = 12 WHERE id = 0x1F", "UPDATE users SET name = ?, age = ? WHERE id = ?")]
    [InlineData("SELECT $$secret$$, $a$x$a$, E'a\\'b', U&'x', B'01', 1.5e-3, .5, -7", "SELECT ?, ?, ?, ?, ?, ?, ?, -?")]
    [InlineData("SELECT a1, t2.\"c 3\", $1, x.\"it's\" FROM \"t4\"", "SELECT a1, t2.\"c 3\", $1, x.\"it's\" FROM \"t4\"")]
    [InlineData("SELECT 1 -- password: x\n, 2/* 'y' */FROM t", "SELECT ? \n, ? FROM t")]
    [InlineData("SELECT 'unclosed", "SELECT ?")]
    [InlineData("SELECT \"unclosed", "SELECT ?")]
    [InlineData("CREATE TABLE t (a varchar(255) DEFAULT 'x')", "CREATE TABLE t (a varchar(?) DEFAULT ?)")]
    public void Values_are_taken_out_and_names_stay(string sql, string masked) => Assert.Equal(masked, LiteralMask.Mask(sql, Postgres));

    [Fact]
    public void MySQL_escapes_do_not_end_a_text() =>
        Assert.Equal("SELECT ?, `a 1`", LiteralMask.Mask(@"SELECT 'a\'b', `a 1`", new() { BackslashEscapes = true }));
}
