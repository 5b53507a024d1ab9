namespace Atlas.Tests.Hcl.Functions;

public sealed class ConversionFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        tostring | [1.50] | "1.5"
        tostring | [true] | "true"
        tostring | [null] | null
        tostring | [[]] | ! 0: a string is required
        tonumber | ["1e3"] | 1000
        tonumber | [null] | null
        tonumber | ["0x1"] | ! 0: a number is required
        tonumber | [true] | ! 0: a number is required
        tobool | ["true"] | true
        tobool | ["0"] | false
        tobool | ["yes"] | ! 0: a bool is required; only the strings "true" and "false" are one
        tobool | [1] | ! 0: a bool is required
        tolist | [[1, "a"]] | list["1", "a"]
        tolist | [{"set": ["b", "a"]}] | list["a", "b"]
        tolist | [null] | null
        tolist | [[1, true]] | ! 0: all list elements must have the same type
        toset | [["b", "a", "b"]] | set["a", "b"]
        toset | [[10, 9]] | set[9, 10]
        toset | ["a"] | ! 0: a set of dynamic is required
        tomap | [{"a": 1, "b": "x"}] | map{a="1", b="x"}
        tomap | [{}] | map{}
        tomap | [[1]] | ! 0: a map of dynamic is required
        sql | ["now()"] | now()
        sql | [1] | 1
        sql | [""] | ! 0: the expression is empty
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_conversion_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
