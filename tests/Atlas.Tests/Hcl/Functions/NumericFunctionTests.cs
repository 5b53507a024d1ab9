namespace Atlas.Tests.Hcl.Functions;

public sealed class NumericFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        abs | [-3.5] | 3.5
        abs | ["-1"] | 1
        abs | ["x"] | ! 0: a number is required
        ceil | [1.1] | 2
        ceil | [-1.1] | -1
        ceil | ["x"] | ! 0: a number is required
        floor | [1.9] | 1
        floor | [-1.1] | -2
        floor | [null] | ! 0: argument must not be null
        log | [16, 2] | 4
        log | [0, 10] | -Inf
        log | [-1, 10] | ! -1: the result is not a number
        pow | [2, 10] | 1024
        pow | [2, -1] | 0.5
        pow | [-1, 0.5] | ! -1: the result is not a number
        max | [4, 9, -1] | 9
        max | ["10", 9] | 10
        max | [] | ! -1: at least one number is required
        min | [4, 9, -1] | -1
        min | [1] | 1
        min | [] | ! -1: at least one number is required
        signum | [-0.5] | -1
        signum | [0] | 0
        signum | [true] | ! 0: a number is required
        sum | [[1, 2.5]] | 3.5
        sum | [["1", 2]] | 3
        sum | [[1e999999999, -1e999999999]] | ! -1: adding opposite infinities has no result
        sum | [[]] | ! 0: the list has no elements to add
        sum | [[null, 1]] | ! 0: an element of the list is null
        parseint | ["ff", 16] | 255
        parseint | ["FF", 16] | 255
        parseint | ["-a", 62] | -10
        parseint | ["A", 62] | 36
        parseint | ["12345678901234567890123", 10] | 12345678901234567890123
        parseint | ["12", 2] | ! 0: "12" is no whole number in base 2
        parseint | ["", 10] | ! 0: "" is no whole number in base 10
        parseint | ["1", 63] | ! 1: the base must be a whole number from 2 to 62
        range | [3] | list[0, 1, 2]
        range | [1, 4] | list[1, 2, 3]
        range | [4, 1] | list[4, 3, 2]
        range | [0, 1, 0.25] | list[0, 0.25, 0.5, 0.75]
        range | [-2] | list[0, -1]
        range | [0] | list[]
        range | [0, 3, 0] | ! 2: the step must not be zero
        range | [0, 3, -1] | ! -1: the start must be greater than the limit when the step is negative
        range | [3, 0, 1] | ! -1: the start must be less than the limit when the step is positive
        range | [1025] | ! -1: the range has more than 1024 numbers
        range | [] | ! -1: a limit, or a start, a limit and perhaps a step are required
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_numeric_function_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
