using Atlas.Cli.Screen.Templates;

namespace Atlas.Tests.Cli.Templates;

public sealed class FormatTests
{
    [Theory]
    [InlineData("""printf "%d|%5d|%-5d|%05d|%+d" 42 42 42 42 42""", "42|   42|42   |00042|+42")]
    [InlineData("""printf "%x %X %#x %o %b %c %U %q" 255 255 255 8 5 233 233 97""", "ff FF 0xff 10 101 é U+00E9 'a'")]
    [InlineData("""printf "%s|%5s|%-5s|%.2s|%q|%x" "abc" "abc" "abc" "abc" "a\"b" "hi" """, "abc|  abc|abc  |ab|\"a\\\"b\"|6869")]
    [InlineData("""printf "%f|%.2f|%8.3f|%e|%g|%v" 1.5 1.256 1.5 1500.0 1500.0 0.000001""", "1.500000|1.26|   1.500|1.500000e+03|1500|1e-06")]
    [InlineData("""printf "%t %v %T %v" true "x" "x" 7""", "true x string 7")]
    [InlineData("""printf "%*d|%-*d|%.*f" 4 7 4 7 1 2.55""", "   7|7   |2.5")]
    [InlineData("""printf "%[2]d %[1]d" 1 2""", "2 1")]
    [InlineData("""printf "100%%" """, "100%")]
    [InlineData("""printf "%d" "x" """, "%!d(string=x)")]
    [InlineData("""printf "%d %d" 1""", "1 %!d(MISSING)")]
    [InlineData("""printf "%d" 1 "y" """, "1%!(EXTRA string=y)")]
    [InlineData("""printf "%" """, "%!(NOVERB)")]
    public void Verbs_follow_go(string action, string expected) =>
        Assert.Equal(expected, Template.Parse($"{{{{ {action} }}}}", []).Render(TemplateValue.Nil));

    [Fact]
    public void Json_is_written_as_go_writes_it()
    {
        var value = new ObjectValue("T",
        [
            new("Driver", TemplateValue.Of("sqlite")),
            new("Realm", TemplateValue.Of("a<b>&\u2028\u0001\"é")) { JsonName = "Schema" },
            new("Secret", TemplateValue.Of("x")) { JsonName = null },
            new("Error", TemplateValue.Nil) { OmitEmpty = true },
            new("Pending", TemplateValue.Of((string[])[])),
            new("Start", new TimeValue(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1_200_000))),
            new("Size", new FloatValue(1e21)),
            new("Small", new FloatValue(1e-9)),
            new("Half", new FloatValue(1234567.5)),
        ]);
        Assert.Equal(
            """{"Driver":"sqlite","Schema":"a\u003cb\u003e\u0026\u2028\u0001\"é","Pending":[],"Start":"2026-01-02T03:04:05.12+02:00","Size":1e+21,"Small":1e-9,"Half":1234567.5}""",
            Render("{{ json . }}", value));
    }

    [Fact]
    public void Json_is_indented_on_request() =>
        Assert.Equal("{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}", Render("{{ json . \"  \" }}", MapValue.Of(
            new("a", new ListValue([TemplateValue.Of(1), TemplateValue.Of(2)])), new("b", MapValue.Of()))));

    [Fact]
    public void Json_documents_are_merged_with_the_later_key_in_place_of_the_earlier() =>
        Assert.Equal("""{"a":1,"b":[true,null],"c":"x"}""",
            Render("""{{ json_merge (json .) "{\"b\":[true,null],\"c\":\"x\"}" }}""", MapValue.Of(
                new("a", TemplateValue.Of(1)), new("b", TemplateValue.Of(2)))));

    [Fact]
    public void Merging_malformed_json_is_refused() =>
        Assert.Contains("error calling json_merge: malformed JSON",
            Assert.Throws<TemplateException>(() => Render("{{ json_merge \"{\" }}", TemplateValue.Nil)).Message);

    private static string Render(string template, TemplateValue value) =>
        Template.Parse(template, AtlasFunctions.All(hasColours: false)).Render(value);
}
