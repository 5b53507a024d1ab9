namespace Atlas.Tests.Hcl.Functions;

public sealed class RegexFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        regex | ["[a-z]+", "12abc34"] | "abc"
        regex | ["(\\d+)-(\\d+)?", "x 12- y"] | ["12", null]
        regex | ["(?P<year>\\d{4})-(?<month>\\d\\d)", "on 2024-05-06"] | {month="05", year="2024"}
        regex | ["a|ab", "ab"] | "a"
        regex | ["x", "abc"] | ! 1: the pattern matches nothing in the string
        regex | ["(a)(?P<n>b)", "ab"] | ! 0: the pattern has groups with and without names; name all or none
        regex | ["(?=a)", "a"] | ! 0: the pattern is not valid: "(?=" is no group that RE2 knows
        regex | ["(?<!a)b", "b"] | ! 0: the pattern is not valid: a group's name must be made of letters, digits and underscores
        regex | ["(a)\\1", "aa"] | ! 0: the pattern is not valid: "\1" is no escape that RE2 knows
        regex | ["a**", "a"] | ! 0: the pattern is not valid: "*" is followed by another repetition
        regex | ["*a", "a"] | ! 0: the pattern is not valid: there is nothing before "*" to repeat
        regex | ["(a", "a"] | ! 0: the pattern is not valid: there is a "(" without a ")"
        regex | ["a)", "a"] | ! 0: the pattern is not valid: there is a ")" without a "("
        regex | ["[b-a]", "a"] | ! 0: the pattern is not valid: the class "[b-a" has a range that is none
        regex | ["[a", "a"] | ! 0: the pattern is not valid: the class "[a" is never closed
        regex | ["a{1001}", "a"] | ! 0: the pattern is not valid: a repetition may go up to 1000
        regex | ["(a{100}){30}", "a"] | ! 0: the pattern is not valid: it is too big
        regex | ["((a{100}){100}){100}", "a"] | ! 0: the pattern is not valid: it is too big
        regex | ["\\p{Greek}", "α"] | ! 0: the pattern is not valid: the class "\p{Greek}" is not supported here; write a category such as \p{Lu}, or ranges
        regex | ["^b", "a\nb"] | ! 1: the pattern matches nothing in the string
        regex | ["(?m)^b$", "a\nb\nc"] | "b"
        regex | ["a$", "a\n"] | ! 1: the pattern matches nothing in the string
        regex | ["(?s)a.b", "a\nb"] | "a⏎b"
        regex | ["a.b", "a😀b"] | "a😀b"
        regex | ["[^a]", "a😀"] | "😀"
        regex | ["[😀-😎]+", "x😁😂y"] | "😁😂"
        regex | ["[^😀]", "😀😁"] | "😁"
        regex | ["(?i)straSSe", "STRAsse"] | "STRAsse"
        regex | ["(?i)[^a]", "Ab"] | "b"
        regex | ["(?i:k)x", "\u212Ax"] | "Kx"
        regex | ["(?i)a(?-i)b", "AB Ab"] | "Ab"
        regex | ["a.*?c", "abcabc"] | "abc"
        regex | ["(?U)a.*c", "abcabc"] | "abc"
        regex | ["\\Qa.b\\E+", "a.bb"] | "a.bb"
        regex | ["\\Q|)\\E", "a|)"] | "|)"
        regex | ["\\Q\\Ea\\Q*", "a*"] | "a*"
        regex | ["[[:alpha:]_]+", "1a_B2"] | "a_B"
        regex | ["[\\d\\-]+", "x1-2"] | "1-2"
        regex | ["\\d", "٣"] | ! 1: the pattern matches nothing in the string
        regex | ["\\pL+", "1éß2"] | "éß"
        regex | ["\\x{1F600}\\x41", "😀A"] | "😀A"
        regex | ["x{,2}", "x{,2}"] | "x{,2}"
        regex | ["(?P<a>x)|y", "y"] | {a=null}
        regexall | ["[a-z]", "a1b"] | list["a", "b"]
        regexall | ["(\\w)=(\\w)", "a=1,b=2"] | list[["a", "1"], ["b", "2"]]
        regexall | ["x", "abc"] | list[]
        regexall | ["a*", "baac"] | list["", "aa", ""]
        regexall | ["", "😀"] | list["", ""]
        regexall | ["[", "a"] | ! 0: the pattern is not valid: the class "[" is never closed
        regexmatch | ["(?i)create +index", "CREATE  INDEX x"] | true
        regexmatch | ["^b", "ab"] | false
        regexmatch | ["(", "ab"] | ! 0: the pattern is not valid: there is a "(" without a ")"
        regexreplace | ["a1b22", "\\d+", "<$0>"] | "a<1>b<22>"
        regexreplace | ["john smith", "(?P<f>\\w+) (?P<l>\\w+)", "${l}, $f$$"] | "smith, john$"
        regexreplace | ["ab", "(a)", "$1x${1}x$9"] | "axb"
        regexreplace | ["baac", "a*", "x"] | "xbxcx"
        regexreplace | ["a", "a{2,1}", ""] | ! 1: the pattern is not valid: a repetition from 2 to 1 is upside down
        regexpescape | ["a.b*[c]"] | "a\.b\*\[c\]"
        regexpescape | ["é-_"] | "é-_"
        regexpescape | [null] | ! 0: argument must not be null
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_regex_function_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
