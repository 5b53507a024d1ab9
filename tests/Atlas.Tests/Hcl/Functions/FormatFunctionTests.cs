namespace Atlas.Tests.Hcl.Functions;

public sealed class FormatFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        format | ["%s is %d", "a", 3] | "a is 3"
        format | ["%%|%v|%v|%v", "x", 1.5, null] | "%|x|1.5|null"
        format | ["%v %v", [1, "a"], {"k": true}] | "[1,"a"] {"k":true}"
        format | ["%#v %#v", "a", null] | ""a" null"
        format | ["%v|%5v|%-5v|%05v|%+v", 1000000, 12, 12, -12, 3] | "1000000|   12|12   |-0012|+3"
        format | ["%t %t", true, "false"] | "true false"
        format | ["%b %o %x %X", 5, 8, 255, 255] | "101 10 ff FF"
        format | ["%#x %#o %#b %+d % d", 255, 8, 5, 3, 3] | "0xff 010 0b101 +3  3"
        format | ["%5d|%-5d|%05d|%.3d|%x", 42, 42, -42, 7, -255] | "   42|42   |-0042|007|-ff"
        format | ["%d", "12345678901234567890123"] | "12345678901234567890123"
        format | ["%f %.2f %.0f %8.3f|%-8.1f|%08.2f", 1, 2.675, 2.5, 3.14159, 2.25, -1.5] | "1.000000 2.67 2    3.142|2.2     |-0001.50"
        format | ["%e %E %.2e %e", 123456, 0.00012, 9.999, 0] | "1.234560e+05 1.200000E-04 1.00e+01 0.000000e+00"
        format | ["%g %g %g %g %.3g %G", 100000, 1000000, 0.0001, 0.00001, 1234.5, 1e-10] | "100000 1e+06 0.0001 1e-05 1.23e+03 1E-10"
        format | ["%s %s %s", 1.50, true, "é"] | "1.5 true é"
        format | ["%5s|%-5s|%.2s|%5.1s", "ab", "ab", "👨‍👩‍👧bc", "ab"] | "   ab|ab   |👨‍👩‍👧b|    a"
        format | ["%q", "a\"<\n"] | ""a\"\u003c\n""
        format | ["%[2]s %[1]s", "a", "b"] | "b a"
        format | ["%[2]s %s", "a", "b", "c"] | "b c"
        format | ["no verbs"] | "no verbs"
        format | ["%s"] | ! 0: not enough arguments: "%s" wants number 1 and 0 are given
        format | ["%s", "a", "b"] | ! 2: too many arguments: the format uses 1 and 2 are given
        format | ["%d", 1.5] | ! 1: "%d": a whole number is required
        format | ["%d", "x"] | ! 1: "%d": a number is required
        format | ["%s", [1]] | ! 1: "%s": a string is required
        format | ["%s", null] | ! 1: "%s" can't write null
        format | ["%t", 1] | ! 1: "%t": a bool is required
        format | ["%z", 1] | ! 0: the format has no verb "%z"
        format | ["100%"] | ! 0: the verb at offset 3 has no letter
        format | ["%[x]d", 1] | ! 0: a place such as [1] is required after "%["
        format | ["%99999d", 1] | ! 0: a width or precision may be at most 10000
        formatlist | ["%s-%d", ["a", "b"], [1, 2]] | list["a-1", "b-2"]
        formatlist | ["%s-%s", "x", ["a", "b"]] | list["x-a", "x-b"]
        formatlist | ["%s", "x"] | list["x"]
        formatlist | ["%s", []] | list[]
        formatlist | ["%s%s", ["a"], ["b", "c"]] | ! 2: all lists must be equally long: one has 1 elements, another 2
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_format_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
