using Atlas.Core.Dialects;
using Atlas.Core.Testing;

namespace Atlas.Tests.Core.Testing;

public sealed class ResultTextTests
{
    private static readonly ResultTable People = new(["id", "name"], [["1", "ann"], ["2", null], ["3", ""], ["4", "b, \"c\""], ["5", " d"]]);

    [Fact]
    public void Rows_are_csv_in_which_a_null_is_no_empty_text() => Assert.Equal(
        "1,ann\n2,\n3,\"\"\n4,\"b, \"\"c\"\"\"\n5,\" d\"", ResultText.Csv([People]));

    [Fact]
    public void Rows_are_a_table_with_headings() => Assert.Equal(
        " id | name\n----+------\n 1  | ann", ResultText.Table([People with { Rows = [["1", "ann"]] }]));

    [Theory]
    [InlineData("1,ann", "1,ann", true)]
    [InlineData("1, ann", "1,ann", true)]
    [InlineData("\n1,  ann\n", "1,ann", true)]
    [InlineData("1,ann\r\n2,", "1,ann\n2,", true)]
    [InlineData("1,\" ann\"", "1,\" ann\"", true)]
    [InlineData("1,ann", "1,\" ann\"", false)]
    [InlineData("1,\"\"", "1,", false)]
    [InlineData("1,\"a,b\"", "1,\"a,b\"", true)]
    [InlineData("1,a,b", "1,\"a,b\"", false)]
    [InlineData("\"a\nb\",2", "\"a\nb\",2", true)]
    [InlineData("1\n2", "2\n1", false)]
    [InlineData("1", "1\n2", false)]
    [InlineData("", "", true)]
    public void Csv_is_compared_field_by_field(string expected, string found, bool isSame) =>
        Assert.Equal(isSame, ResultText.IsSameCsv(expected, found));

    [Theory]
    [InlineData("id|name\n1|ann", " id | name\n----+------\n 1  | ann", true)]
    [InlineData("| id | name |\n|----|------|\n| 1 | ann |", "| id | name |\n| 1  | ann  |", true)]
    [InlineData("id|name\n1|bob", " id | name\n----+------\n 1  | ann", false)]
    [InlineData("name|id\n1|ann", " id | name\n----+------\n 1  | ann", false)]
    public void Tables_are_compared_cell_by_cell(string expected, string found, bool isSame) =>
        Assert.Equal(isSame, ResultText.IsSameTable(expected, found));
}
