using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Hcl.Writing;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl;

/// <summary>What the README of the package shows: its code stands here, line by line, and runs.</summary>
public sealed partial class ReadmeTests
{
    [Fact]
    public void The_examples_do_what_their_comments_say()
    {
        var source = SourceText.From("app.hcl", """
            # The front.
            service "web" {
              port = 8000 + offset
              name = upper("web-${stage}")
            }
            """);
        var service = HclParser.ParseFile(source).BlocksOf("service").Single();
        var scope = new Scope(
            new Dictionary<string, Value> { ["offset"] = Value.Number(80), ["stage"] = Value.String("test") },
            StandardFunctions.All);

        var port = Evaluator.Evaluate(service.Body.Attribute("port")!.Value, scope);   // 8080
        var name = Evaluator.Evaluate(service.Body.Attribute("name")!.Value, scope);   // "WEB-TEST"
        var label = service.Labels[0].Span;                                            // app.hcl:2,9-14
        var reads = FreeVariables.Of(service.Body).Select(v => v.Root);                // offset, stage

        var sum = Evaluator.Evaluate(HclParser.ParseExpression(SourceText.From("", "offset * 2")), scope);            // 160
        var text = Evaluator.Evaluate(HclParser.ParseTemplate(SourceText.From("", "The stage is ${stage}.")), scope);  // "The stage is test."

        Says(new { port, name, label, reads = string.Join(", ", reads), sum, text });

        var joined = StandardFunctions.All["join"].Call(Value.String("-"), Value.Tuple([Value.String("a"), Value.Number(1)]));   // "a-1"
        var list = Conversion.Convert(Value.Tuple([Value.Number(1), Value.String("x")]), new ListType(ValueType.String), out _);  // ["1", "x"]
        var common = Conversion.Unify([ValueType.Number, ValueType.String]);                                                   // string
        var problem = Conversion.Convert(Value.String("x"), ValueType.Number, out var why) is null ? why : "";                // a number is required

        var twice = new Function("twice", [new Parameter("number", ValueType.Number)], null,
            arguments => Value.Number(arguments[0].AsNumber() + arguments[0].AsNumber()));
        var eight = Evaluator.Evaluate(HclParser.ParseExpression(SourceText.From("", "twice(\"4\")")),
            new Scope(functions: new Dictionary<string, Function> { ["twice"] = twice }));                                     // 8

        Says(new { joined, list, common = common?.Name, problem });
        Assert.Equal(Value.Number(8), eight);

        var written = ValueWriter.Write(Value.Object([new("a b", Value.True), new("c", Value.String("${x}"))]));
        var tidy = Formatter.Format(SourceText.From("app.hcl", "a=1 # one\nlonger=[ 1,2 ]\n"));
        var edited = SourceEdit.Set(service.Body, "port", "9090");
        var made = new HclWriter().Block("service", ["api"], body => body.Attribute("port", "8081")).ToString();

        Shows(new { written, tidy, edited = edited.Slice(0, edited.Bytes.Length), made });

        var shape = new BodyShape
        {
            Blocks =
            [
                new BlockShape("service", new BodyShape
                {
                    Attributes = [new AttributeShape("port", ValueType.Number, IsRequired: true), new AttributeShape("name", ValueType.String)],
                })
                { Labels = ["name"] },
            ],
        };
        var diagnostics = new DiagnosticBag();
        var file = HclParser.ParseFile(SourceText.From("bad.hcl", "service \"web\" {\n  prot = 80\n}\nservice \"api\" {\n  port = \"no\"\n}\n"), diagnostics);
        var services = shape.Check(file, diagnostics).BlocksOf("service").ToList();
        var ports = services.Select(s => (s.Label(0), s.Body.Evaluate("port", scope, diagnostics))).ToList();
        var shown = string.Concat(diagnostics.Items.Select(DiagnosticRenderer.Render));

        Shows(new { shown });
        Assert.Equal([("web", null), ("api", null)], ports);
    }

    [Fact]
    public void The_code_of_the_README_is_the_code_that_runs()
    {
        var here = Lines(File.ReadAllText(This()));
        var code = Fences().Matches(Readme()).SelectMany(m => Lines(m.Groups[1].Value)).Where(line => !line.StartsWith("//", StringComparison.Ordinal)).ToList();
        Assert.True(code.Count > 40);
        var at = 0;
        Assert.All(code, line => Assert.True((at = here.IndexOf(line, at) + 1) > 0, line));
    }

    [Fact]
    public void Every_public_type_stands_on_the_page() => Assert.Empty(
        from type in typeof(HclParser).Assembly.GetExportedTypes()
        where !type.IsSubclassOf(typeof(ExpressionSyntax)) && !Readme().Contains($"`{type.Name}`", StringComparison.Ordinal)
        select type.Name);

    // The comment behind the line that declares each says its value.
    private static void Says(object values) => Each(values, (name, value) =>
        Assert.Matches($@"(?m)^(var {name} = .*| .*){Regex.Escape("// " + value)}$", Readme()));

    // The comment below the line that declares each is its text.
    private static void Shows(object values) => Each(values, (name, value) => Assert.Contains(
        string.Concat(value.TrimEnd('\n').Split('\n').Select(line => $"\n// {line}".TrimEnd())) + "\n", Below(name)));

    private static string Below(string name)
    {
        var readme = Readme();
        return readme[readme.IndexOf($"var {name} = ", StringComparison.Ordinal)..];
    }

    private static void Each(object values, Action<string, string> check)
    {
        foreach (var property in values.GetType().GetProperties()) check(property.Name, property.GetValue(values)?.ToString() ?? "");
    }

    private static List<string> Lines(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string Readme() => File.ReadAllText(Path.Combine(Path.GetDirectoryName(This())!, "../../../src/Atlas.Hcl/README.md"));

    private static string This([CallerFilePath] string path = "") => path;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fences();
}
