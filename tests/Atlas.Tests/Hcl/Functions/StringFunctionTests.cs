namespace Atlas.Tests.Hcl.Functions;

public sealed class StringFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        lower | ["ÄBC"] | "äbc"
        lower | ["\u212A\u0130"] | "ki"
        lower | [12] | "12"
        lower | [[]] | ! 0: a string is required
        upper | ["straße"] | "STRAßE"
        upper | ["\u0131\u017f"] | "IS"
        upper | [null] | ! 0: argument must not be null
        title | ["hello wORLD"] | "Hello WORLD"
        title | ["a-b c_d 1e"] | "A-B C_d 1e"
        title | ["\u01c6a"] | "ǅa"
        title | [[]] | ! 0: a string is required
        chomp | ["a\r\n\r\n"] | "a"
        chomp | ["\na"] | "⏎a"
        chomp | [{}] | ! 0: a string is required
        trimspace | [" \t\u00a0a b\u2003\n"] | "a b"
        trimspace | [""] | ""
        trimspace | [null] | ! 0: argument must not be null
        trim | ["?!hey?!", "!?"] | "hey"
        trim | ["😀a😀", "😀"] | "a"
        trim | ["aaa", "a"] | ""
        trim | ["a", null] | ! 1: argument must not be null
        trimprefix | ["helloworld", "hello"] | "world"
        trimprefix | ["aab", "a"] | "ab"
        trimprefix | ["a", []] | ! 1: a string is required
        trimsuffix | ["helloworld", "world"] | "hello"
        trimsuffix | ["a", "b"] | "a"
        trimsuffix | ["a", []] | ! 1: a string is required
        indent | [2, "a\nb"] | "a⏎  b"
        indent | [2, "a"] | "a"
        indent | [-1, "a"] | ! 0: the number of spaces must be from 0 to 10000
        indent | [1.5, "a"] | ! 0: a whole number is required
        strrev | ["abc"] | "cba"
        strrev | ["a👨‍👩‍👧é"] | "é👨‍👩‍👧a"
        strrev | [[]] | ! 0: a string is required
        substr | ["hello", 1, 3] | "ell"
        substr | ["hello", -2, -1] | "lo"
        substr | ["hello", 9, 1] | ""
        substr | ["a👨‍👩‍👧b", 1, 1] | "👨‍👩‍👧"
        substr | ["hello", 1, 0] | ""
        substr | ["hello", 0.5, 1] | ! 1: a whole number is required
        split | [",", "a,b,"] | list["a", "b", ""]
        split | [",", ""] | list[""]
        split | ["", "ab😀"] | list["a", "b", "😀"]
        split | [",", null] | ! 1: argument must not be null
        join | ["-", ["a", "b"], ["c"]] | "a-b-c"
        join | ["-", []] | ""
        join | ["-", [1, true]] | "1-true"
        join | ["-", [1, []]] | ! 1: element 1: a string is required
        join | ["-", ["a", null]] | ! 1: an element of the list is null
        join | ["-"] | ! -1: at least one list is required
        replace | ["a.b.c", ".", "-"] | "a-b-c"
        replace | ["ab", "", "-"] | "-a-b-"
        replace | ["a", "x", null] | ! 2: argument must not be null
        startswith | ["hello", "he"] | true
        startswith | ["hello", ""] | true
        startswith | ["hello", {}] | ! 1: a string is required
        endswith | ["hello", "lo"] | true
        endswith | ["hello", "LO"] | false
        endswith | [[], "lo"] | ! 0: a string is required
        sort | [["b", "a", "B"]] | list["B", "a", "b"]
        sort | [["\ufffd", "😀"]] | list["�", "😀"]
        sort | [["a", null]] | ! 0: an element of the list is null
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_string_function_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
