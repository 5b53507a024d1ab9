using Atlas.Cli.Screen.Templates;

namespace Atlas.Tests.Cli.Templates;

public sealed class TemplateTests
{
    private static readonly TemplateValue Root = new ObjectValue("Report",
    [
        new("Name", TemplateValue.Of("app")),
        new("Count", TemplateValue.Of(3)),
        new("Ratio", new FloatValue(2.5)),
        new("On", TemplateValue.Of(true)),
        new("Nothing", TemplateValue.Nil),
        new("Empty", TemplateValue.Of((string[])[])),
        new("List", TemplateValue.Of(["a", "b", "c"])),
        new("Map", MapValue.Of(new("y", TemplateValue.Of(2)), new("x", TemplateValue.Of(1)))),
        new("Inner", new ObjectValue("Inner", [new("Deep", TemplateValue.Of("d<&>"))])),
        new("Start", new TimeValue(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))),
    ])
    {
        Methods = [new("Twice", 1, 1, arguments => TemplateValue.Of(AtlasFunctions.Text(arguments[0]) + AtlasFunctions.Text(arguments[0])))],
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{ .Name }}", "app")]
    [InlineData("{{.Inner.Deep}} {{ $.Name }} {{ (.Inner).Deep }}", "d<&> app d<&>")]
    [InlineData("a \n {{- .Count -}} \n b", "a3b")]
    [InlineData("a {{- /* gone */ -}} b{{/* too */}}c", "abc")]
    [InlineData("{{ 3 }}{{ -3 }}{{ 0x1F }}{{ 'a' }}{{ 1_000 }}", "3-33197" + "1000")]
    [InlineData("""{{ "t\tx\u00e9\n" }}{{ `r\n` }}""", "t\txé\nr\\n")]
    [InlineData("{{ true }} {{ 1.5 }} {{ 1e6 }} {{ 1e20 }} {{ .Nothing }}", "true 1.5 1e+06 1e+20 <nil>")]
    [InlineData("{{ .List }} {{ .Map }} {{ .Inner }}", "[a b c] map[x:1 y:2] {d<&>}")]
    [InlineData("{{ .Map.x }} {{ .Map.z }}", "1 <no value>")]
    [InlineData("{{ .Start }}", "2026-01-02 03:04:05 +0000 UTC")]
    public void Values_are_shown(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{ if .On }}y{{ else }}n{{ end }}", "y")]
    [InlineData("{{ if .Empty }}y{{ else if .Nothing }}z{{ else if eq .Count 3 }}w{{ else }}n{{ end }}", "w")]
    [InlineData("{{ with .Inner }}{{ .Deep }}{{ end }}{{ with .Nothing }}x{{ else with .Name }}{{ . }}{{ end }}", "d<&>app")]
    [InlineData("{{ range .List }}{{ . }},{{ end }}", "a,b,c,")]
    [InlineData("{{ range $i, $e := .List }}{{ $i }}{{ $e }}{{ end }}", "0a1b2c")]
    [InlineData("{{ range $k, $v := .Map }}{{ $k }}={{ $v }};{{ end }}", "x=1;y=2;")]
    [InlineData("{{ range .Empty }}x{{ else }}none{{ end }}", "none")]
    [InlineData("{{ range 3 }}{{ . }}{{ end }}", "012")]
    [InlineData("{{ range .List }}{{ if eq . \"b\" }}{{ continue }}{{ end }}{{ . }}{{ end }}", "ac")]
    [InlineData("{{ range .List }}{{ if eq . \"b\" }}{{ break }}{{ end }}{{ . }}{{ end }}", "a")]
    [InlineData("{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $x := 9 }}{{ end }}{{ $x }}", "2")]
    [InlineData("{{ define \"t\" }}<{{ . }}>{{ end }}{{ template \"t\" .Name }}{{ template \"t\" }}", "<app><<nil>>")]
    [InlineData("{{ block \"b\" .Count }}[{{ . }}]{{ end }}", "[3]")]
    [InlineData("{{ range .List }}{{ $.Name }}{{ end }}", "appappapp")]
    public void Control_structures_work(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{ .Name | upper | printf \"%s-%s\" \"x\" }}", "x-APP")]
    [InlineData("{{ and 1 0 2 }}{{ or 0 \"\" 5 }}{{ not .On }}{{ or .On .Missing }}", "05falsetrue")]
    [InlineData("{{ len .List }}{{ len .Name }}{{ len \"é\" }}", "332")]
    [InlineData("{{ index .List 1 }}{{ index .Map \"y\" }}{{ slice .Name 1 }}{{ slice .List 0 2 }}", "b2pp[a b]")]
    [InlineData("{{ eq .Count 1 2 3 }} {{ ne \"a\" \"b\" }} {{ lt 1 2 }}{{ le 2 2 }}{{ gt \"b\" \"a\" }}{{ ge 1.5 2.5 }}", "true true truetruetruefalse")]
    [InlineData("{{ print 1 2 \"a\" 3 }}|{{ println 1 \"a\" }}", "1 2a3|1 a\n")]
    [InlineData("{{ html \"<a href='x'>\" }} {{ js \"it's <b>\" }} {{ urlquery \"a b&c/é\" }}", "&lt;a href=&#39;x&#39;&gt; it\\'s \\u003Cb\\u003E a+b%26c%2F%C3%A9")]
    [InlineData("{{ .Twice \"ab\" }}{{ \"c\" | .Twice }}", "ababcc")]
    [InlineData("{{ add 1 2 }} {{ lower \"ABC\" }} {{ base64url \"??>\" }} {{ indent_ln \"a\\nb\" 2 }}", "3 abc Pz8- a\n  b")]
    [InlineData("{{ cyan \"x\" }}{{ redBgWhiteFg \"%d\" 4 }}", "\e[36mx\e[0m\e[41;37m4\e[0m")]
    [InlineData("pr-{{ printf \"%.8s\" (base64url .Name) }}", "pr-YXBw")]
    public void Functions_work(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{ .Foo }}", "template: :1:3: executing \"\" at <.Foo>: can't evaluate field Foo in type Report")]
    [InlineData("\n {{ .Inner.Foo }}", "template: :2:10: executing \"\" at <.Inner.Foo>: can't evaluate field Foo in type Inner")]
    [InlineData("{{ .Name.Foo }}", "template: :1:8: executing \"\" at <.Name.Foo>: can't evaluate field Foo in type string")]
    [InlineData("{{ .Nothing.Foo }}", "nil pointer evaluating interface {}.Foo")]
    [InlineData("{{ index .List 9 }}", "template: :1:3: executing \"\" at <index .List 9>: error calling index: index out of range: 9")]
    [InlineData("{{ len 3 }}", "error calling len: len of type int")]
    [InlineData("{{ len }}", "wrong number of args for len: want 1 got 0")]
    [InlineData("{{ eq 1 \"a\" }}", "incompatible types for comparison")]
    [InlineData("{{ range .Count | printf \"%d\" }}{{ end }}", "range can't iterate over 3")]
    [InlineData("{{ template \"none\" }}", "template \"none\" not defined")]
    [InlineData("{{ define \"t\" }}{{ template \"t\" }}{{ end }}{{ template \"t\" }}", "exceeded maximum template depth")]
    [InlineData("{{ .Name .Count }}", "Name has arguments but cannot be invoked as function")]
    [InlineData("{{ nil }}", "nil is not a command")]
    public void A_failing_step_is_named_with_its_place(string template, string message) =>
        Assert.Contains(message, Assert.Throws<TemplateException>(() => Render(template)).Message);

    [Theory]
    [InlineData("{{ nope }}", "template: :1:3: function \"nope\" not defined")]
    [InlineData("{{ $x }}", "undefined variable \"$x\"")]
    [InlineData("{{ if true }}{{ $y := 1 }}{{ end }}{{ $y }}", "undefined variable \"$y\"")]
    [InlineData("{{ .Name", "unclosed action")]
    [InlineData("{{ }}", "missing value for command")]
    [InlineData("{{ if }}{{ end }}", "missing value for if")]
    [InlineData("{{ if true }}", "unexpected EOF")]
    [InlineData("{{ end }}", "unexpected {{end}}")]
    [InlineData("{{ break }}", "{{break}} outside {{range}}")]
    [InlineData("{{ (1 }}", "unclosed left paren")]
    [InlineData("{{ \"x }}", "unterminated quoted string")]
    [InlineData("{{/* x }}", "unclosed comment")]
    [InlineData("{{ 1 | 2 }}", "non executable command in pipeline stage 2")]
    [InlineData("{{ 1x }}", "bad number syntax: \"1x\"")]
    [InlineData("{{ if true }}{{ else }}{{ else }}{{ end }}", "expected end; found {{else}}")]
    public void A_malformed_template_is_refused_with_its_place(string template, string message) =>
        Assert.Contains(message, Assert.Throws<TemplateException>(() => Template.Parse(template, AtlasFunctions.All(true))).Message);

    private static string Render(string template) => Template.Parse(template, AtlasFunctions.All(hasColours: true)).Render(Root);
}
