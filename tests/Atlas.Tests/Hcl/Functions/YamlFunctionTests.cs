namespace Atlas.Tests.Hcl.Functions;

public sealed class YamlFunctionTests
{
    public static TheoryData<string, string, string> Rows => Calls.Table(
        """"
        yamldecode | ["a: 1\nb:\n- x\n- y: true\n  z: ~\nc:\n  d: 'it''s'\n"] | {a=1, b=["x", {y=true, z=null}], c={d="it's"}}
        yamldecode | ["# c\n---\n- 0x1F # hex\n- 0o17\n- 1_000\n- \"1\"\n- 1.50\n- -.inf\n- True\n- yes\n"] | [31, 15, "1_000", "1", 1.5, -Inf, true, "yes"]
        yamldecode | ["{a: [1, \"x\", {b: c}], \"k\":v, z, }"] | {a=[1, "x", {b="c"}], k="v", z=null}
        yamldecode | ["a: [1,\n  2, # two\n  3\n]\nb: http://x/#y\n"] | {a=[1, 2, 3], b="http://x/#y"}
        yamldecode | ["a: |\n  one\n    two\n\n  three\n\nb: >-\n  one\n  two\n\n  three\n    four\n  five\nc: |+\n  x\n\n"] | {a="one⏎  two⏎⏎three⏎", b="one two⏎three⏎  four⏎five", c="x⏎⏎"}
        yamldecode | ["a: one\n  two\n\n  three\nb: \"x\\\n  y \\u00e9\n  z\"\n"] | {a="one two⏎three", b="xy é z"}
        yamldecode | ["- - 1\n  - 2\n-\n  a: 1\n- |2\n    x\n"] | [[1, 2], {a=1}, "  x⏎"]
        yamldecode | ["a:\nb: {}\nc: []\n"] | {a=null, b={}, c=[]}
        yamldecode | ["'it''s': 1\n\"a\\\": \": 2"] | {a": =2, it's=1}
        yamldecode | [""] | null
        yamldecode | ["just text"] | "just text"
        yamldecode | ["a: 1\n...\n"] | {a=1}
        yamldecode | ["\"a b\": 1\n'c': 2\n3: x\n"] | {3="x", a b=1, c=2}
        yamldecode | ["a: &x 1\nb: *x\nc: [*x, &y [2], *y]\nd: &x s\ne: *x"] | {a=1, b=1, c=[1, [2], [2]], d="s", e="s"}
        yamldecode | ["base: &base\n  a: 1\n  b: 2\nmore: &more {b: 3, c: 4}\none:\n  <<: *base\n  b: 5\ntwo: {<<: [*more, *base]}\nlist: &l\n- &m\n  k: v\n- *m\n- *l2\n"] | ! 0: the YAML in line 13 can't be read: there is no anchor &l2 above
        yamldecode | ["base: &base\n  a: 1\n  b: 2\nmore: &more {b: 3, c: 4}\none:\n  <<: *base\n  b: 5\ntwo: {<<: [*more, *base]}\nlist: &l\n- &m\n  k: v\n- *m\n\"<<\": 1\n"] | {<<=1, base={a=1, b=2}, list=[{k="v"}, {k="v"}], more={b=3, c=4}, one={a=1, b=5}, two={a=1, b=3, c=4}}
        yamldecode | ["&all\na: 1"] | {a=1}
        yamldecode | ["a: &x [*x]"] | ! 0: the YAML in line 1 can't be read: there is no anchor &x above
        yamldecode | ["a: & 1"] | ! 0: the YAML in line 1 can't be read: a name must follow "&"
        yamldecode | ["- &x a: 1"] | ! 0: the YAML in line 1 can't be read: anchors (&) of keys are not supported
        yamldecode | ["*x : 1"] | ! 0: the YAML in line 1 can't be read: aliases (*) as keys are not supported
        yamldecode | ["{&x a: 1}"] | ! 0: the YAML in line 1 can't be read: anchors (&) of keys are not supported
        yamldecode | ["a: {<<: 1}"] | ! 0: the YAML in line 1 can't be read: "<<" takes a mapping, or a list of them
        yamldecode | ["a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]"] | ! 0: the YAML in line 5 can't be read: its aliases stand for more than 100000 values
        yamldecode | ["a: !!str 1"] | ! 0: the YAML in line 1 can't be read: tags (!) are not supported
        yamldecode | ["? a\n: b"] | ! 0: the YAML in line 1 can't be read: explicit keys with "?" are not supported
        yamldecode | ["%YAML 1.2\n---\na"] | ! 0: the YAML in line 1 can't be read: directives are not supported
        yamldecode | ["a\n---\nb"] | ! 0: the YAML in line 2 can't be read: more than one document is not supported
        yamldecode | ["a: 1\na: 2"] | ! 0: the YAML in line 2 can't be read: the key "a" is there twice
        yamldecode | ["a: b: c"] | ! 0: the YAML in line 1 can't be read: a second key can't stand on one line
        yamldecode | ["a: 1\n   b: 2"] | ! 0: the YAML in line 2 can't be read: a key can't stand where a text goes on
        yamldecode | ["a:\n  b: 1\n c: 2"] | ! 0: the YAML in line 3 can't be read: the indentation fits nothing above
        yamldecode | ["a:\n\tb: 1"] | ! 0: the YAML in line 2 can't be read: a tab can't indent
        yamldecode | ["[1, 2"] | ! 0: the YAML in line 1 can't be read: a comma or "]" is required
        yamldecode | ["a: \"x"] | ! 0: the YAML in line 1 can't be read: a quote is never closed
        yamldecode | ["a: 'x' y"] | ! 0: the YAML in line 1 can't be read: something follows a value on its line
        yamldecode | ["a: .nan"] | ! 0: the YAML in line 1 can't be read: there is no value for .nan
        yamlencode | [{"b": [1, "x", {"y": null, "a": [true]}], "a": {"k": {}, "l": []}}] | ""a":⏎  "k": {}⏎  "l": []⏎"b":⏎- 1⏎- "x"⏎- "a":⏎  - true⏎  "y": null⏎"
        yamlencode | [[[1, [2]], "é\n\"\u0001"]] | "- - 1⏎  - - 2⏎- "é\n\"\u0001"⏎"
        yamlencode | [null] | "null⏎"
        yamlencode | ["yes"] | ""yes"⏎"
        yamlencode | [] | ! -1: the value for "value" is missing
        yamlmerge | ["a: 1\nb: [x]\n", "b: [y]\nc:\n  d: 2\n"] | {a=1, b=["x", "y"], c={d=2}}
        yamlmerge | [{"a": {"b": 1, "c": [1]}}, null, {"a": {"b": 2, "c": [2], "d": true}}] | {a={b=2, c=[1, 2], d=true}}
        yamlmerge | ["a: 1", {"a": "x"}] | {a="x"}
        yamlmerge | ["a: {b: 1}", "a: ~"] | {a={b=1}}
        yamlmerge | ["a: ~", {"map": {"a": 1}}] | {a=1}
        yamlmerge | [[1], {"list": [2]}] | [1, 2]
        yamlmerge | [] | null
        yamlmerge | [null] | null
        yamlmerge | ["a: {b: 1}", "a: {b: [1]}"] | ! 1: "a.b" is a list here and a scalar before
        yamlmerge | ["a: 1", "- a"] | ! 1: the document is a list here and a map before
        yamlmerge | ["a: 1", "a: ["] | ! 1: the YAML in line 1 can't be read: a value or "]" is required
        """");

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_YAML_function_returns(string name, string arguments, string expected) =>
        Assert.Equal(expected, Calls.Run(name, arguments));
}
