using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Functions;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Hcl.Writing;

namespace Atlas.Tests.Hcl;

/// <summary>What the README of the package shows.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_example_does_what_its_comments_say()
    {
        var source = SourceText.From("app.hcl", """
            service "web" {
              port = 8000 + offset
              name = upper("web-${stage}")
            }
            """);
        var service = HclParser.ParseFile(source).BlocksOf("service").Single();
        var scope = new Scope(
            new Dictionary<string, Value> { ["offset"] = Value.Number(80), ["stage"] = Value.String("test") },
            StandardFunctions.All);
        Assert.Equal(Value.Number(8080), Evaluator.Evaluate(service.Body.Attribute("port")!.Value, scope));
        var name = Evaluator.Evaluate(service.Body.Attribute("name")!.Value, scope);
        Assert.Equal("\"WEB-TEST\"", ValueWriter.Write(name));
        Assert.StartsWith("service \"web\" {", Formatter.Format(source));

        var diagnostics = new DiagnosticBag();
        HclParser.ParseFile(SourceText.From("bad.hcl", "port = \n"), diagnostics);
        Assert.StartsWith("Error: Missing expression\n\n  on bad.hcl line 1:\n", DiagnosticRenderer.Render(diagnostics.Items.Single()));
    }
}
