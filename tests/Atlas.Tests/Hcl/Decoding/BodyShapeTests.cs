using Atlas.Hcl.Decoding;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using Atlas.Tests.Hcl.Evaluation;
using Atlas.Tests.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Tests.Hcl.Decoding;

public sealed class BodyShapeTests
{
    private static readonly BodyShape Shape = new()
    {
        Attributes =
        [
            new("url", ValueType.String, IsRequired: true),
            new("count", ValueType.Number),
            new("size", ValueType.Number) { Default = Value.Number(3) },
            new("format", ValueType.String) { Words = ["atlas", "golang-migrate"] },
            new("engine", ValueType.String) { Refusal = new("engines belong to another database", "Remove it.") },
        ],
        Blocks =
        [
            new("table", new BodyShape { TakesAnyAttribute = true, IgnoresOtherBlocks = true }) { Labels = ["name"], IsUnique = true },
            new("lint", new BodyShape()) { AtMost = 1 },
            new("view", new BodyShape()) { Labels = ["schema", "name"], QualifyingLabels = 1 },
            new("role", new BodyShape()) { Refusal = new("roles are not supported yet", "Remove it.") },
        ],
    };

    [Theory]
    [InlineData("url = 1\n", "ok")]
    [InlineData("url = 1\nformat = golang-migrate\n", "ok")]
    [InlineData("url = 1\ntable \"t\" {\n  x = 1\n  y {}\n}\n", "ok")]
    [InlineData("count = 1\n", "E Missing required argument")]
    [InlineData("url = 1\ncuont = 1\n", "E Unsupported argument")]
    [InlineData("url = 1\nlint = 1\n", "E Unsupported argument")]
    [InlineData("url = 1\nformat = \"flyway\"\n", "E Unsupported value")]
    [InlineData("url = 1\ntabel \"t\" {}\n", "E Unsupported block type")]
    [InlineData("url = 1\ncount {}\n", "E Unsupported block type")]
    [InlineData("url = 1\ntable {}\n", "E Missing name for table")]
    [InlineData("url = 1\ntable \"t\" \"u\" {}\n", "E Extraneous label for table")]
    [InlineData("url = 1\ntable \"t\" {}\ntable \"t\" {}\n", "E Duplicate table block")]
    [InlineData("url = 1\nlint {}\nlint {}\n", "E Duplicate lint block")]
    [InlineData("url = 1\nlint { x = 1 }\n", "E Unsupported argument")]
    [InlineData("url = 1\nengine = 1\n", "E engines belong to another database")]
    [InlineData("url = 1\nrole \"r\" { x = 1 }\n", "E roles are not supported yet")]
    [InlineData("url = 1\nview \"v\" {}\nview \"s\" \"v\" {}\n", "ok")]
    [InlineData("url = 1\nview {}\n", "E Missing name for view")]
    [InlineData("url = 1\nview \"d\" \"s\" \"v\" {}\n", "E Extraneous label for view")]
    public void Bodies(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        Shape.Check(HclParser.ParseFile(SourceText.From("test.hcl", text)), diagnostics);
        Assert.Equal(expected, diagnostics.HasErrors ? Sample.Errors(diagnostics) : "ok");
    }

    [Theory]
    [InlineData("url = 1\n", "url", "\"1\"")]
    [InlineData("url = 1\n", "count", "nothing")]
    [InlineData("url = null\n", "url", "E Missing required argument")]
    [InlineData("url = later\n", "url", "unknown string")]
    [InlineData("url = 1\nsize = 4\n", "size", "4")]
    [InlineData("url = 1\n", "size", "3")]
    [InlineData("url = 1\nsize = null\n", "size", "3")]
    [InlineData("url = 1\ncount = null\n", "count", "null")]
    [InlineData("url = 1\ncount = \"7\"\n", "count", "7")]
    [InlineData("url = 1\ncount = \"many\"\n", "count", "E Incorrect attribute value type")]
    [InlineData("url = 1\nformat = golang-migrate\n", "format", "\"golang-migrate\"")]
    [InlineData("url = 1\nformat = \"${s}\"\n", "format", "E Unsupported value")]
    public void Values(string text, string name, string expected)
    {
        var diagnostics = new DiagnosticBag();
        var body = Shape.Check(HclParser.ParseFile(SourceText.From("test.hcl", text)), diagnostics);
        var value = body.Evaluate(name, Sample.Scope, diagnostics);
        Assert.Equal(expected, diagnostics.HasErrors ? Sample.Errors(diagnostics) : Written.Of(value));
    }

    [Fact]
    public void A_suggestion_names_the_near_word()
    {
        var diagnostics = new DiagnosticBag();
        Shape.Check(HclParser.ParseFile(SourceText.From("test.hcl", "url = 1\ncuont = 1\n")), diagnostics);
        Assert.EndsWith(" Did you mean \"count\"?", diagnostics.Items[0].Detail);
    }

    [Fact]
    public void Dynamic_blocks_become_blocks_with_their_own_scope()
    {
        var diagnostics = new DiagnosticBag();
        var body = HclParser.ParseFile(SourceText.From("test.hcl", """
            dynamic "table" {
              for_each = xs
              labels   = ["t_${table.value}"]
              content {
                at = table.key
                dynamic "column" {
                  for_each = [1]
                  iterator = c
                  content {
                    name = "${table.value}${c.value}"
                  }
                }
              }
            }

            """));
        var expanded = DynamicBlocks.Expand(body, Sample.Scope, diagnostics);
        Assert.Empty(diagnostics.Items);
        Assert.Equal(["t_p: 0 p1", "t_q: 1 q1"], expanded.Body.Blocks.Select(block =>
        {
            var column = block.Body.Blocks.Single();
            var at = Evaluator.Evaluate(block.Body.Attribute("at")!.Value, expanded.ScopeOf(block));
            var name = Evaluator.Evaluate(column.Body.Attribute("name")!.Value, expanded.ScopeOf(column));
            return $"{block.Labels.Single().Text}: {Written.Of(at)} {name.AsString()}";
        }));
    }

    [Theory]
    [InlineData("dynamic \"t\" {\n}\n", "E Missing required argument + Missing content block")]
    [InlineData("dynamic \"t\" {\n  for_each = null\n  content {\n  }\n}\n", "E Iteration over null value")]
    [InlineData("dynamic \"t\" {\n  for_each = 1\n  content {\n  }\n}\n", "E Iteration over non-iterable value")]
    public void Dynamic_blocks_with_mistakes(string text, string expected)
    {
        var diagnostics = new DiagnosticBag();
        DynamicBlocks.Expand(HclParser.ParseFile(SourceText.From("test.hcl", text)), Sample.Scope, diagnostics);
        Assert.Equal(expected, Sample.Errors(diagnostics));
    }
}
