namespace Atlas.Tests.Hcl.Functions;

public sealed class EncodingFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        jsonencode | [{"b": [1, null, true], "a": "<&>\u2028\u0001\n"}] | "{"a":"\u003c\u0026\u003e\u2028\u0001\n","b":[1,null,true]}"
        jsonencode | [0.10000000000000000000000000000000001] | "0.10000000000000000000000000000000001"
        jsonencode | [{"set": [2, 1]}] | "[1,2]"
        jsonencode | [null] | "null"
        jsonencode | [[[], {}]] | "[[],{}]"
        jsonencode | [1e99999999] | ! 0: infinity can't be written as JSON
        jsondecode | ["{\"a\": [1.50, \"x\", null], \"a\": {}}"] | {a={}}
        jsondecode | [" 12345678901234567890123.5 "] | 12345678901234567890123.5
        jsondecode | ["null"] | null
        jsondecode | ["\"e\\u0301\""] | "é"
        jsondecode | ["[1,\n 2,]"] | ! 0: the text is not JSON, see line 2, byte 4
        jsondecode | [""] | ! 0: the text is not JSON, see line 1, byte 1
        jsondecode | ["1 2"] | ! 0: the text is not JSON, see line 1, byte 3
        jsondecode | ["\"\\ud83d\""] | ! 0: the text is not JSON: a string holds half of a surrogate pair
        csvdecode | ["a,b\n1,2\r\n\n\"x \"\"y\"\",\nz\",\n"] | list[{a="1", b="2"}, {a="x "y",⏎z", b=""}]
        csvdecode | ["a,b\n"] | list[]
        csvdecode | [""] | ! 0: the text has no header line
        csvdecode | ["a,a\n"] | ! 0: the column "a" is there twice
        csvdecode | ["a,b\n1\n"] | ! 0: row 1 has 1 fields, the header has 2
        csvdecode | ["a\n\"x"] | ! 0: the quote in line 2 is never closed
        csvdecode | ["a\n\"x\"y"] | ! 0: line 2 goes on after a closing quote; write a quote inside quotes twice
        csvdecode | ["a\nx\"y"] | ! 0: line 2 has a quote inside a field without quotes
        base64encode | ["héllo"] | "aMOpbGxv"
        base64encode | [""] | ""
        base64encode | [[]] | ! 0: a string is required
        base64decode | ["aMOpbGxv"] | "héllo"
        base64decode | ["a"] | ! 0: the text is not base64
        base64decode | ["/w=="] | ! 0: the decoded bytes are not UTF-8 text
        sha256 | ["abc"] | "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        sha256 | [""] | "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        sha256 | [null] | ! 0: argument must not be null
        basename | ["a/b.hcl"] | "b.hcl"
        basename | ["/"] | "/"
        basename | [""] | "."
        basename | [[]] | ! 0: a string is required
        dirname | ["a/./c/../b.hcl"] | "a"
        dirname | ["b.hcl"] | "."
        dirname | ["/b"] | "/"
        dirname | [[]] | ! 0: a string is required
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_encoding_function_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
