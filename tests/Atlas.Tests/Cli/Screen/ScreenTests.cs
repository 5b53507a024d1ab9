using Atlas.Cli.Screen;
using Atlas.Core.Model;

namespace Atlas.Tests.Cli.Screen;

public sealed class ScreenTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(1, "100ns")]
    [InlineData(3461, "346.1µs")]
    [InlineData(50387, "5.0387ms")]
    [InlineData(12_000_000, "1.2s")]
    [InlineData(625_000_000, "1m2.5s")]
    [InlineData(36_000_000_000, "1h0m0s")]
    [InlineData(-15_000, "-1.5ms")]
    public void Durations_read_as_in_go(long ticks, string expected) => Assert.Equal(expected, GoDuration.Format(new(ticks)));

    [Theory]
    [InlineData(1, "sql statement", "1 sql statement")]
    [InlineData(2, "sql statement", "2 sql statements")]
    [InlineData(0, "query", "0 queries")]
    [InlineData(2, "key", "2 keys")]
    [InlineData(2, "index", "2 indexes")]
    public void Words_agree_with_their_count(long count, string word, string expected) => Assert.Equal(expected, Plural.Of(count, word));

    [Fact]
    public void A_table_aligns_its_columns_and_tells_the_page()
    {
        var table = new TextTable(["id", "Name"], [["1", "é"], ["long-id", "two\nlines"]]);
        Assert.Equal("ID       NAME\n1        é\nlong-id  two lines\n", table.ToString());
        Assert.EndsWith($"\n{new string('-', 33)}\nPage: 1  Page Size: 20  Total: 45\n",
            table.WithPage(1, 20, 45));
    }
}
