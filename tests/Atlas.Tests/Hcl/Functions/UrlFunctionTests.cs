namespace Atlas.Tests.Hcl.Functions;

public sealed class UrlFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        urlescape | ["a b&c/é~"] | "a+b%26c%2F%C3%A9~"
        urlescape | [""] | ""
        urlescape | [[]] | ! 0: a string is required
        urlqueryset | ["postgres://h:5432/db?z=1&a=b", "search_path", "my schema"] | "postgres://h:5432/db?a=b&search_path=my+schema&z=1"
        urlqueryset | ["sqlite://file.db?mode=memory&mode=rw#f", "mode", "ro"] | "sqlite://file.db?mode=ro#f"
        urlqueryset | ["mysql://u:p%40ss@unix(/tmp/s.sock)/db", "a", "1"] | "mysql://u:p%40ss@unix(/tmp/s.sock)/db?a=1"
        urlqueryset | ["sqlite:file.db", "a", "1"] | "sqlite:file.db?a=1"
        urlqueryset | ["x://h/%zz", "a", "1"] | ! 0: the URL is not valid: the path has a percent sign without two hexadecimal digits
        urlqueryset | ["://h", "a", "1"] | ! 0: the URL is not valid: the part before the colon is missing
        urluserinfo | ["postgres://h/db", "me", "p@s:s/w?"] | "postgres://me:p%40s%3As%2Fw%3F@h/db"
        urluserinfo | ["postgres://old:pw@h/db", "me"] | "postgres://me@h/db"
        urluserinfo | ["postgres://h/db", "me", null] | "postgres://me@h/db"
        urluserinfo | ["sqlite:file", "me"] | ! 0: the URL has no "//" after which a user could stand
        urlsetpath | ["postgres://h:1/db?x=1", "other db"] | "postgres://h:1/other%20db?x=1"
        urlsetpath | ["postgres://h/db", "/a/b"] | "postgres://h/a/b"
        urlsetpath | ["postgres://h/db", ""] | "postgres://h"
        urlsetpath | ["sqlite:file", "x"] | ! 0: the URL has no "//" and so no path to replace
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_URL_function_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
